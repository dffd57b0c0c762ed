import { open } from 'node:fs/promises';

import { withTar } from '../tar/tar-reader.ts';
import { withArchive } from '../zip/archive-reader.ts';
import type { CheckedArchive } from './archive-checks.ts';

const TAR_MAGIC_OFFSET = 257;
const TAR_MAGIC = Buffer.from('ustar');
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/**
 * Opens a zip, a tar or a gzipped tar, told apart by their first bytes, checks all of it and lends it to `use`.
 * Throws `archive_invalid` or `archive_too_large`.
 */
export async function withAnyArchive<T>(
  path: string,
  use: (archive: CheckedArchive) => Promise<T>,
): Promise<T> {
  const start = await firstBytes(path, TAR_MAGIC_OFFSET + TAR_MAGIC.length);
  if (start.subarray(0, 2).equals(GZIP_MAGIC)) return withTar(path, { gzipped: true }, use);
  const isTar = start.subarray(TAR_MAGIC_OFFSET).equals(TAR_MAGIC);
  return isTar ? withTar(path, { gzipped: false }, use) : withArchive(path, use);
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
