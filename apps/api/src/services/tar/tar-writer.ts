import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

import { pack, type Pack } from 'tar-stream';

/** Written into every archive, so that it is as good as the bytes that it was made from. */
const COMPRESSION_LEVEL = 6;
/** Where a gzip header names the system that it was made on, and the value for one that is not told. */
const GZIP_SYSTEM_OFFSET = 9;
const UNKNOWN_SYSTEM = 255;
const RW_R_R = 0o644;

export interface TarFile {
  path: string;
  bytes: Uint8Array;
}

/**
 * Yields a gzipped tar of the files in the order given, one file in memory at a time. The same files and date
 * give the same bytes. Paths beyond ASCII or 100 bytes are told by pax headers.
 */
export async function* writeTarGz(
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
  modifiedAt: Date,
): AsyncGenerator<Uint8Array> {
  const gzip = createGzip({ level: COMPRESSION_LEVEL });
  const packing = pipeline(Readable.from(writeTar(files, modifiedAt)), gzip);
  // What goes wrong there ends the loop below as well.
  packing.catch(() => undefined);
  let isFirst = true;
  for await (const chunk of gzip as AsyncIterable<Buffer>) {
    if (isFirst) chunk[GZIP_SYSTEM_OFFSET] = UNKNOWN_SYSTEM;
    isFirst = false;
    yield chunk;
  }
  await packing;
}

/** The same, not packed. */
async function* writeTar(
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
  modifiedAt: Date,
): AsyncGenerator<Uint8Array> {
  const tar = pack();
  const feeding = feed(tar, files, modifiedAt);
  feeding.catch((error: Error) => tar.destroy(error));
  yield* tar as AsyncIterable<Uint8Array>;
  await feeding;
}

async function feed(
  tar: Pack,
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
  modifiedAt: Date,
): Promise<void> {
  for await (const { path, bytes } of files) {
    const header = { name: path, mode: RW_R_R, uid: 0, gid: 0, mtime: modifiedAt };
    await new Promise<void>((resolve, reject) => {
      tar.entry(header, Buffer.from(bytes), (error) => (error ? reject(error) : resolve()));
    });
  }
  tar.finalize();
}
