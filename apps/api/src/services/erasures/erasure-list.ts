import { z } from 'zod';

import { encodeText } from '@promptly/common';

import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';

/** That somebody was erased: enough to know them again in a backup from before, and for nothing else. */
export const tombstoneSchema = z.strictObject({
  kind: z.enum(['user', 'org']),
  subjectHash: z.string().regex(/^[0-9a-f]{64}$/),
  erasedAt: z.iso.datetime(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

const FOLDER = 'erasures/';

/** In the storage, since a restored database does not know of what came after it. */
export async function addTombstone(storage: ObjectStorage, tombstone: Tombstone): Promise<void> {
  const { kind, subjectHash } = tombstone;
  const text = `${JSON.stringify(tombstone)}\n`;
  await storage.put(`${FOLDER}${kind}-${subjectHash}.json`, encodeText(text));
}

export async function readTombstones(storage: ObjectStorage): Promise<Tombstone[]> {
  const found: Tombstone[] = [];
  for await (const { key } of storage.list(FOLDER)) {
    const bytes = await storage.getBytes(key);
    if (bytes) found.push(tombstoneSchema.parse(JSON.parse(Buffer.from(bytes).toString())));
  }
  return found.sort((a, b) => a.erasedAt.localeCompare(b.erasedAt));
}
