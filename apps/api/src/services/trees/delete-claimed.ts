import type { Database } from '../../db/client.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { confirmDeleted, type Claimed } from './blob-deletions.ts';
import { DELETION_LEASE_MINUTES } from './blob-rows.ts';
import { mapConcurrently } from './concurrency.ts';

export interface DeleteDeps {
  db: Database;
  storage: Pick<ObjectStorage, 'delete'>;
  keyOf: (orgId: string, sha: string) => string;
}

const OBJECTS_AT_ONCE = 8;
/** No deletion begins later after its claim: the storage may take its time for it. */
const BEGIN_WITHIN_MS = (DELETION_LEASE_MINUTES * 60_000) / 3;

/** Deletes what was claimed at this moment, and returns it; what is not begun in time is left to the next claim. */
export async function deleteClaimed(
  { db, storage, keyOf }: DeleteDeps,
  orgId: string,
  claimed: readonly Claimed[],
): Promise<readonly Claimed[]> {
  if (claimed.length === 0) return [];
  const begun = performance.now();
  const deleted: Claimed[] = [];
  await mapConcurrently(claimed, OBJECTS_AT_ONCE, async (blob) => {
    if (performance.now() - begun > BEGIN_WITHIN_MS) return;
    await storage.delete(keyOf(orgId, blob.sha));
    deleted.push(blob);
  });
  await confirmDeleted(db, orgId, deleted);
  return deleted;
}
