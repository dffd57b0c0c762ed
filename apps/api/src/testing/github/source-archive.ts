import { gzipSync } from 'node:zlib';
import { buffer } from 'node:stream/consumers';

import { pack } from 'tar-stream';

export interface SourceFile {
  path: string;
  bytes: Buffer;
  /** Where it leads to, if it is a symbolic link. */
  link?: string;
}

/** A gzipped tar as GitHub sends it. */
export async function sourceArchive(files: readonly SourceFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, bytes, link } of files) {
    if (link === undefined) archive.entry({ name: path }, bytes);
    else archive.entry({ name: path, type: 'symlink', linkname: link });
  }
  archive.finalize();
  return gzipSync(await buffer(archive));
}
