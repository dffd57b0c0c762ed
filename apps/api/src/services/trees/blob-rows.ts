import { and, eq, inArray, sql } from 'drizzle-orm';

import type { Queryable, Transaction } from '../../db/client.ts';
import { blobs } from '../../db/schema/index.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { held, withToken } from './blob-deletions.ts';
import type { BlobRef } from './manifest.ts';

/*
 * The life of a row: live → condemned (`tombstonedAt`) → being deleted (`deletingAt`) → deleted (`deletedAt`) → gone.
 * The collector takes it down, and a put takes it back up; each step names the state that it leaves, so that one of
 * two who meet loses and looks again. A live row promises that the bytes are there.
 */

/** How old a reference's date may grow before a put renews it; far below the age at which a collector condemns. */
export const RENEWAL_MINUTES = 60;
/** For which a collector that began to delete is waited for; it begins no deletion in the last part of it. */
export const DELETION_LEASE_MINUTES = 5;

/** What a put finds of some bytes. */
export type Seen =
  /** The row promises them, and nobody condemns it soon. */
  | { state: 'live' }
  /** The bytes are there, and the row is to be renewed. */
  | { state: 'old' }
  /** The same, and they do not count as used: to take them back takes room. */
  | { state: 'condemned'; size: number }
  /** A collector deletes them at this moment. */
  | { state: 'being deleted' }
  /** They are not there, or may not be; the token is that of the row that says so. */
  | { state: 'missing'; token: string | null };

/** What is known of each, by its hash. */
export async function readRows(
  db: Queryable,
  orgId: string,
  shas: readonly string[],
): Promise<(sha: string) => Seen> {
  if (shas.length === 0) return () => ({ state: 'missing', token: null });
  const ago = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`;
  const rows = await db
    .select({
      sha: blobs.sha256,
      // As text, which keeps the microseconds.
      token: sql<string | null>`${blobs.deletingAt}::text`,
      isBeingDeleted: sql<boolean>`coalesce(${blobs.deletedAt} is null and ${blobs.deletingAt} > ${ago(DELETION_LEASE_MINUTES)}, false)`,
      isCondemned: sql<boolean>`${blobs.tombstonedAt} is not null`,
      isOld: sql<boolean>`${blobs.lastReferencedAt} < ${ago(RENEWAL_MINUTES)}`,
      size: blobs.size,
    })
    .from(blobs)
    .where(and(eq(blobs.orgId, orgId), inArray(blobs.sha256, [...shas])));
  const found = new Map(rows.map((row) => [row.sha, row]));
  return (sha) => {
    const row = found.get(sha);
    if (!row) return { state: 'missing', token: null };
    if (row.isBeingDeleted) return { state: 'being deleted' };
    if (row.token !== null) return { state: 'missing', token: row.token };
    if (row.isCondemned) return { state: 'condemned', size: row.size };
    return { state: row.isOld ? 'old' : 'live' };
  };
}

/**
 * What some bytes add to those that count as used: nothing, where a row counts them already. A transaction that is to
 * count them asks under the lock of `admitBytes`.
 */
export async function uncountedBytes(
  db: Queryable,
  orgId: string,
  refs: readonly BlobRef[],
): Promise<number> {
  const { rows } = await db.execute<{ sha256: string }>(sql`
    select sha256 from ps_blobs
    where org_id = ${orgId} and sha256 = any(${sql.param(shasOf(refs))}::text[])
      and tombstoned_at is null`);
  const counted = new Set(rows.map(({ sha256 }) => sha256));
  return refs.reduce((sum, { sha, size }) => sum + (counted.has(sha) ? 0 : size), 0);
}

/**
 * Renews rows that were old, and takes those back that were condemned; returns those for which nobody was quicker. One
 * that was condemned meanwhile is not taken back: nobody has asked whether there is room for it.
 */
export async function renewRows(
  db: Queryable,
  orgId: string,
  { old, condemned }: { old: readonly string[]; condemned: readonly string[] },
): Promise<Set<string>> {
  const shas = [...old, ...condemned];
  if (shas.length === 0) return new Set();
  // Locked in one order everywhere, so that two transactions never wait for each other's rows.
  const { rows } = await db.execute<{ sha256: string }>(sql`
    with held as (
      select sha256 from ps_blobs
      where org_id = ${orgId} and sha256 = any(${sql.param(shas)}::text[]) and deleting_at is null
        and (tombstoned_at is null or sha256 = any(${sql.param(condemned)}::text[]))
      order by sha256 for no key update)
    update ps_blobs b set tombstoned_at = null, last_referenced_at = now()
    from held where b.org_id = ${orgId} and b.sha256 = held.sha256 and b.deleting_at is null
    returning b.sha256`);
  return new Set(rows.map(({ sha256 }) => sha256));
}

/**
 * Promises bytes that were written after their rows were seen. Returns those that are promised now: the others met a
 * collector meanwhile, which may have deleted what was written.
 */
export async function promiseRows(
  db: Queryable,
  orgId: string,
  written: readonly (BlobRef & { token: string | null })[],
): Promise<Set<string>> {
  const added = await insertRows(
    db,
    orgId,
    written.filter(({ token }) => token === null),
  );
  const taken = withToken(written);
  if (taken.length === 0) return added;
  const { rows } = await db.execute<{ sha256: string }>(sql`
    with ${held(orgId, taken)}
    update ps_blobs b
    set tombstoned_at = null, deleting_at = null, deleted_at = null, last_referenced_at = now()
    from held where b.org_id = ${orgId} and b.sha256 = held.sha256
    returning b.sha256`);
  return new Set([...added, ...rows.map(({ sha256 }) => sha256)]);
}

async function insertRows(
  db: Queryable,
  orgId: string,
  written: readonly BlobRef[],
): Promise<Set<string>> {
  if (written.length === 0) return new Set();
  const ordered = [...written].sort((a, b) => (a.sha < b.sha ? -1 : 1));
  const rows = await db
    .insert(blobs)
    .values(ordered.map(({ sha, size }) => ({ orgId, sha256: sha, size })))
    .onConflictDoUpdate({
      target: [blobs.orgId, blobs.sha256],
      set: { tombstonedAt: null, lastReferencedAt: sql`now()` },
      setWhere: sql`${blobs.deletingAt} is null`,
    })
    .returning({ sha: blobs.sha256 });
  return new Set(rows.map(({ sha }) => sha));
}

/**
 * Renews what a transaction is to refer to; tells whether all of it is there, and is until the transaction ends. Throws
 * `quota_exceeded` where it was condemned, and there is no room for it any more.
 */
export async function keepRows(
  tx: Transaction,
  orgId: string,
  shas: readonly string[],
  admitBytes: QuotaRules['admitBytes'],
): Promise<boolean> {
  const stateOf = await readRows(tx, orgId, shas);
  const old = shas.filter((sha) => stateOf(sha).state === 'old');
  const condemned = shas.flatMap((sha) => {
    const seen = stateOf(sha);
    return seen.state === 'condemned' ? [{ sha, size: seen.size }] : [];
  });
  if (condemned.length > 0) {
    const more = async () => ({ files: await uncountedBytes(tx, orgId, condemned), about: 0 });
    await admitBytes(tx, orgId, more, true);
  }
  const renewed = await renewRows(tx, orgId, { old, condemned: shasOf(condemned) });
  return shas.every((sha) => stateOf(sha).state === 'live' || renewed.has(sha));
}

const shasOf = (refs: readonly BlobRef[]) => refs.map(({ sha }) => sha);
