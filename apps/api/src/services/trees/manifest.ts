import { createHash } from 'node:crypto';

import { z } from 'zod';

import { decodeText, encodeText, sha256Schema } from '@promptly/common';

/** Bytes that are stored: the hex SHA-256 that names them, and how many they are. */
export interface BlobRef {
  sha: string;
  size: number;
}

/** All files of one state of a project: path → blob, in path order (by UTF-16 code unit). Never mutated. */
export type Manifest = ReadonlyMap<string, BlobRef>;

export const EMPTY_MANIFEST: Manifest = new Map();

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Puts entries in path order. */
export function manifestOf(entries: Iterable<readonly [string, BlobRef]>): Manifest {
  return new Map([...entries].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

export function manifestTotals(manifest: Manifest): { fileCount: number; sizeBytes: number } {
  let sizeBytes = 0;
  for (const { size } of manifest.values()) sizeBytes += size;
  return { fileCount: manifest.size, sizeBytes };
}

/** The canonical bytes: equal trees, and only those, have equal bytes. */
export function encodeManifest(manifest: Manifest): Uint8Array {
  const files = Array.from(manifest, ([path, { sha, size }]) => ({ path, sha, size }));
  return encodeText(JSON.stringify({ version: 1, files }));
}

// A list, not an object: integer-like keys of an object lose their order, and `__proto__` is a valid path.
const manifestSchema = z.object({
  version: z.literal(1),
  files: z.array(z.object({ path: z.string(), sha: sha256Schema, size: z.int().nonnegative() })),
});

/** Reads what `encodeManifest` wrote; throws on anything else. */
export function decodeManifest(bytes: Uint8Array): Manifest {
  const { files } = manifestSchema.parse(JSON.parse(decodeText(bytes)));
  return new Map(files.map(({ path, sha, size }) => [path, { sha, size }]));
}

/** Which paths another manifest writes (new or with other bytes) and which it no longer has. */
export function diffManifests(
  from: Manifest,
  to: Manifest,
): { written: [string, BlobRef][]; deleted: string[] } {
  return {
    written: [...to].filter(([path, { sha }]) => from.get(path)?.sha !== sha),
    deleted: [...from.keys()].filter((path) => !to.has(path)),
  };
}
