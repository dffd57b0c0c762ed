import { sql, type SQL } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { asClaimed, type Claimed, type ClaimedRow } from '../trees/blob-deletions.ts';
import { DELETION_LEASE_MINUTES } from '../trees/blob-rows.ts';
import type { BlobRef } from '../trees/manifest.ts';

/*
 * How a collector takes rows down, see `blob-rows.ts`. It never waits for a row that a put holds: that one is in use.
 */

/** Since when a row must not have been put: longer by far than from a put to the end of the transaction behind it. */
const UNUSED_HOURS = 24;
/** For which the row of what was deleted stays: longer than a write under the same name can take. */
const FORGET_MINUTES = 60;
const ABANDONED_AT_ONCE = 1_000;

export interface OldBlob extends BlobRef {
  isCondemned: boolean;
  /** Condemned for so long that it may be deleted. */
  isDue: boolean;
}

const isUnused = sql`last_referenced_at < now() - make_interval(hours => ${UNUSED_HOURS})`;

export async function readUnused(db: Database, orgId: string, keptMs: number): Promise<OldBlob[]> {
  const { rows } = await db.execute<Row & { condemned: boolean; due: boolean }>(sql`
    select sha256, size, tombstoned_at is not null as condemned,
      coalesce(${isDue(keptMs)}, false) as due
    from ps_blobs where org_id = ${orgId} and deleting_at is null and ${isUnused}`);
  return rows.map(({ condemned, due, ...row }) => ({
    ...{ ...asRef(row), isCondemned: condemned, isDue: due },
  }));
}

const isDue = (keptMs: number) =>
  sql`tombstoned_at <= now() - make_interval(secs => ${keptMs / 1000})`;

/** Condemns what nothing refers to; returns how many of them were still unused. */
export function condemn(db: Database, orgId: string, shas: readonly string[]): Promise<Claimed[]> {
  const where = sql`tombstoned_at is null and deleting_at is null and ${isUnused}`;
  return change(db, orgId, { shas, where, set: sql`tombstoned_at = now()` });
}

/** Takes back what something refers to after all. */
export function acquit(db: Database, orgId: string, shas: readonly string[]): Promise<Claimed[]> {
  const where = sql`tombstoned_at is not null and deleting_at is null`;
  return change(db, orgId, { shas, where, set: sql`tombstoned_at = null` });
}

/** Begins to delete what has been condemned for so long, and is unused still. */
export function claimCondemned(
  db: Database,
  orgId: string,
  shas: readonly string[],
  keptMs: number,
): Promise<Claimed[]> {
  const where = sql`deleting_at is null and ${isUnused} and ${isDue(keptMs)}`;
  return change(db, orgId, { shas, where, set: sql`deleting_at = clock_timestamp()` });
}

/** Begins once more what another process began and did not end. */
export async function claimAbandoned(db: Database, orgId: string): Promise<Claimed[]> {
  const { rows } = await db.execute<{ sha256: string }>(sql`
    select sha256 from ps_blobs where org_id = ${orgId} and ${isAbandoned} limit ${ABANDONED_AT_ONCE}`);
  const shas = rows.map(({ sha256 }) => sha256);
  return change(db, orgId, { shas, where: isAbandoned, set: sql`deleting_at = clock_timestamp()` });
}

/** What `claimAbandoned` would begin once more. */
export async function readAbandoned(db: Database, orgId: string): Promise<BlobRef[]> {
  const { rows } = await db.execute<Row>(sql`
    select sha256, size from ps_blobs where org_id = ${orgId} and ${isAbandoned} limit ${ABANDONED_AT_ONCE}`);
  return rows.map(asRef);
}

const isAbandoned = sql`deleted_at is null
  and deleting_at < now() - make_interval(mins => ${DELETION_LEASE_MINUTES})`;

const isForgettable = sql`deleted_at < now() - make_interval(mins => ${FORGET_MINUTES})`;

/** Removes the rows of what was deleted a while ago. */
export async function forgetDeleted(db: Database, orgId: string): Promise<void> {
  await db.execute(sql`
    with held as (
      select sha256 from ps_blobs where org_id = ${orgId} and ${isForgettable}
      order by sha256 for update skip locked)
    delete from ps_blobs
    where org_id = ${orgId} and sha256 in (select sha256 from held) and ${isForgettable}`);
}

async function change(
  db: Database,
  orgId: string,
  { shas, where, set }: { shas: readonly string[]; where: SQL; set: SQL },
): Promise<Claimed[]> {
  if (shas.length === 0) return [];
  const { rows } = await db.execute<ClaimedRow>(sql`
    with held as (
      select sha256 from ps_blobs
      where org_id = ${orgId} and sha256 = any(${sql.param(shas)}::text[]) and ${where}
      order by sha256 for update skip locked)
    update ps_blobs set ${set}
    where org_id = ${orgId} and sha256 in (select sha256 from held) and ${where}
    returning sha256, size, deleting_at::text as token`);
  return rows.map(asClaimed);
}

// A type, as the driver asks for rows that are records.
type Row = { sha256: string; size: string };

const asRef = ({ sha256, size }: Row): BlobRef => ({ sha: sha256, size: Number(size) });
