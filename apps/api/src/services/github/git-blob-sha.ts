import { createHash } from 'node:crypto';

/** The name by which Git knows bytes: the hex SHA-1 of them behind a header. */
export function gitBlobSha(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.byteLength}\0`).update(bytes).digest('hex');
}
