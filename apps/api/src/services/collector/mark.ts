import { sql } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import { mapConcurrently } from '../trees/concurrency.ts';
import { decodeManifest } from '../trees/manifest.ts';
import { REFERRERS, type Referrer } from './referrers.ts';

export interface MarkDeps {
  db: Database;
  /** Without a cache: what is read here nobody asks for next. */
  blobs: Pick<BlobStore, 'get'>;
  /** The program stops. */
  stopping: AbortSignal;
}

const MANIFESTS_AT_ONCE = 8;

/**
 * The hashes of everything that an organization refers to. Throws `BlobUnreadableError` for a manifest that cannot be
 * read, since nobody knows then what it lists.
 */
export async function markReferred(deps: MarkDeps, orgId: string): Promise<Set<string>> {
  const referred = new Set<string>();
  const manifests = new Set<string>();
  for (const referrer of REFERRERS) {
    const into = referrer.holds === 'a manifest' ? manifests : referred;
    for (const sha of await readColumn(deps.db, referrer, orgId)) into.add(sha);
  }
  await mapConcurrently([...manifests], MANIFESTS_AT_ONCE, async (sha) => {
    deps.stopping.throwIfAborted();
    referred.add(sha);
    for (const file of decodeManifest(await deps.blobs.get(orgId, sha)).values()) {
      referred.add(file.sha);
    }
  });
  return referred;
}

async function readColumn(
  db: Database,
  { table, column, rows: isTheirs }: Referrer,
  orgId: string,
): Promise<string[]> {
  const { rows } = await db.execute<{ sha: string }>(sql`
    select distinct ${sql.identifier(column)} as sha from ${sql.identifier(table)}
    where ${isTheirs(orgId)}`);
  return rows.map(({ sha }) => sha);
}
