import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { dataExports } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { DATA_EXPORTS_FOLDER } from './run-data-export.ts';

/** What was stored just now may be told of in a moment, and a download may be under way. */
const GRACE_MS = 60 * 60_000;

/** Deletes archives that no export has, as of a worker that was killed before it could tell of one. */
export async function removeLeftovers(deps: {
  db: Database;
  storage: ObjectStorage;
  now: () => Date;
}): Promise<void> {
  const { db, storage, now } = deps;
  for await (const { key, modifiedAt } of storage.list(DATA_EXPORTS_FOLDER)) {
    if (modifiedAt.getTime() > now().getTime() - GRACE_MS) continue;
    if (!(await isNeeded(db, key))) await storage.delete(key);
  }
}

async function isNeeded(db: Database, key: string): Promise<boolean> {
  const [, id = '', attempt] = /\/([^/-]+)-(\d+)\.zip$/.exec(key) ?? [];
  const [row] = await db.select().from(dataExports).where(eq(dataExports.id, id));
  if (!row) return false;
  const isBeingBuilt = row.status === 'running' && row.attempts === Number(attempt);
  return isBeingBuilt || row.artifactStorageKey === key;
}
