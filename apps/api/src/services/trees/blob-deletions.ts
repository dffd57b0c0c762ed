import { sql, type SQL } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import type { BlobRef } from './manifest.ts';

/*
 * How a deletion of what no row promises begins, and how any ends, see `blob-rows.ts`: by the collector, and by a put
 * that is refused after it wrote.
 */

/** One that this process is to delete; the token says that it is still the one. */
export interface Claimed extends BlobRef {
  token: string;
}

/** Begins to delete objects that have no row, unless one was added at this moment. */
export async function claimStrays(
  db: Database,
  orgId: string,
  strays: readonly BlobRef[],
): Promise<Claimed[]> {
  if (strays.length === 0) return [];
  const shas = strays.map(({ sha }) => sha);
  const sizes = strays.map(({ size }) => size);
  const { rows } = await db.execute<ClaimedRow>(sql`
    insert into ps_blobs (org_id, sha256, size, tombstoned_at, deleting_at)
    select ${orgId}, sha, size, now(), clock_timestamp()
    from unnest(${sql.param(shas)}::text[], ${sql.param(sizes)}::bigint[]) as stray(sha, size)
    order by sha
    on conflict do nothing
    returning sha256, size, deleting_at::text as token`);
  return rows.map(asClaimed);
}

/** Begins to delete what was written and is promised to nobody, unless it was by another one at this moment. */
export async function claimUnpromised(
  db: Database,
  orgId: string,
  written: readonly (BlobRef & { token: string | null })[],
): Promise<Claimed[]> {
  const strays = await claimStrays(
    db,
    orgId,
    written.filter(({ token }) => token === null),
  );
  const again = withToken(written);
  if (again.length === 0) return strays;
  const { rows } = await db.execute<ClaimedRow>(sql`
    with ${held(orgId, again)}
    update ps_blobs b set deleting_at = clock_timestamp(), deleted_at = null
    from held where b.org_id = ${orgId} and b.sha256 = held.sha256
    returning b.sha256, b.size, b.deleting_at::text as token`);
  return [...strays, ...rows.map(asClaimed)];
}

/** Notes what was deleted, unless somebody has written it anew meanwhile. */
export async function confirmDeleted(
  db: Database,
  orgId: string,
  deleted: readonly Claimed[],
): Promise<void> {
  await db.execute(sql`
    with ${held(orgId, deleted)}
    update ps_blobs b set deleted_at = now()
    from held where b.org_id = ${orgId} and b.sha256 = held.sha256`);
}

/**
 * For `with`: locks those rows of which a deletion is still the one that was seen. Locked in one order everywhere, so
 * that two transactions never wait for each other's rows.
 */
export function held(orgId: string, seen: readonly { sha: string; token: string }[]): SQL {
  const shas = seen.map(({ sha }) => sha);
  const tokens = seen.map(({ token }) => token);
  return sql`held as (
    select b.sha256 from ps_blobs b
    join unnest(${sql.param(shas)}::text[], ${sql.param(tokens)}::timestamptz[]) as seen(sha, token)
      on b.sha256 = seen.sha and b.deleting_at = seen.token
    where b.org_id = ${orgId}
    order by b.sha256 for no key update of b)`;
}

/** Those that had a row when they were seen. */
export function withToken<T extends { token: string | null }>(
  seen: readonly T[],
): (T & { token: string })[] {
  return seen.filter((each): each is T & { token: string } => each.token !== null);
}

// A type, as the driver asks for rows that are records.
export type ClaimedRow = { sha256: string; size: string; token: string };

export const asClaimed = ({ sha256, size, token }: ClaimedRow): Claimed => ({
  ...{ sha: sha256, size: Number(size), token },
});
