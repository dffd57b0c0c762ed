import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import { withArchive } from '../services/zip/archive-reader.ts';

/** The files of an app's archive by path, its manifest among them. */
export async function unpack(zip: Buffer): Promise<Record<string, Uint8Array>> {
  const folder = await mkdtemp(join(tmpdir(), 'promptly-export-'));
  // The reader leaves an app's manifest behind; under another name it is read as any file.
  const renamed = Buffer.from(
    zip.toString('latin1').replaceAll('promptly.manifest', 'promptly-manifest'),
    'latin1',
  );
  await writeFile(join(folder, 'a.zip'), renamed);
  try {
    return await withArchive(join(folder, 'a.zip'), async ({ files }) => {
      const unpacked: Record<string, Uint8Array> = {};
      for (const file of files)
        unpacked[file.path.replace('promptly-', 'promptly.')] = await file.read();
      return unpacked;
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The manifest of an app's archive. */
export async function manifestIn(zip: Buffer): Promise<Record<string, unknown>> {
  const files = await unpack(zip);
  return JSON.parse(String(files['promptly.manifest.json'])) as Record<string, unknown>;
}

/** Parser for Supertest that reads an answer's body as bytes. */
export function asBuffer(answer: unknown, done: (error: Error | null, body: Buffer) => void): void {
  buffer(answer as Readable).then(
    (bytes) => done(null, bytes),
    (error: Error) => done(error, Buffer.alloc(0)),
  );
}
