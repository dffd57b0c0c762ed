import { and, eq, inArray } from 'drizzle-orm';

import { blobs, codegenJobs } from '../../db/schema/index.ts';
import type { ObjectInfo, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { claimStrays, type Claimed } from '../trees/blob-deletions.ts';
import { blobKey } from '../trees/blob-store.ts';
import { mapConcurrently } from '../trees/concurrency.ts';
import { deleteClaimed } from '../trees/delete-claimed.ts';
import {
  acquit,
  claimAbandoned,
  claimCondemned,
  condemn,
  forgetDeleted,
  readAbandoned,
  readUnused,
} from './blob-states.ts';
import { markReferred, type MarkDeps } from './mark.ts';

export interface CollectDeps extends MarkDeps {
  now: () => Date;
  storage: ObjectStorage;
  /** For which what nothing refers to is kept yet. */
  keptMs: number;
}

export interface Tally {
  count: number;
  bytes: number;
}

/** What was done, or would be. */
export interface Collected {
  /** Nothing refers to them any more; they do not count as used from now on. */
  condemned: Tally;
  /** They had been condemned for long enough. */
  deleted: Tally;
  /** Another process had begun to delete them, and did not end it. */
  abandoned: Tally;
  /** They were stored, and whatever was to refer to them was not. */
  strays: Tally;
  /** Logs of jobs that are gone. */
  logs: Tally;
}

const ROWS_AT_ONCE = 500;
/** So few that they are deleted well before the claim is over. */
const DELETED_AT_ONCE = 100;
const OBJECTS_AT_ONCE = 8;
/** As old as objects are at least that nothing in the database tells of. */
const STRAY_AGE_MS = 24 * 60 * 60_000;

/**
 * Condemns what an organization stores and does not use, and deletes what was condemned long ago. It may be broken off
 * anywhere, and run twice at once. With `isDryRun`, nothing changes.
 */
export async function collectOrg(
  deps: CollectDeps,
  orgId: string,
  { isDryRun }: { isDryRun: boolean },
): Promise<Collected> {
  const { db } = deps;
  const abandoned = isDryRun
    ? tally(await readAbandoned(db, orgId))
    : await deleteAll(deps, orgId, await claimAbandoned(db, orgId));
  if (!isDryRun) await forgetDeleted(db, orgId);
  // What is read first is not what is decided on alone: each change asks again whether the row is unused.
  const unused = await readUnused(db, orgId, deps.keptMs);
  const referred = await markReferred(deps, orgId);
  const [condemnable, condemned] = [
    unused.filter((blob) => !blob.isCondemned && !referred.has(blob.sha)),
    unused.filter((blob) => blob.isCondemned && !referred.has(blob.sha)),
  ];
  if (isDryRun) {
    return {
      ...{ condemned: tally(condemnable), abandoned },
      deleted: tally(condemned.filter(({ isDue }) => isDue)),
      strays: await eachStray(deps, orgId, (strays) => Promise.resolve(tally(strays))),
      logs: await eachDeadLog(deps, orgId, (logs) => Promise.resolve(tally(logs))),
    };
  }
  for (const batch of batches(unused, ROWS_AT_ONCE)) {
    const wrong = batch.filter((blob) => blob.isCondemned && referred.has(blob.sha));
    await acquit(db, orgId, shasOf(wrong));
  }
  const done = { condemned: nothing(), deleted: nothing() };
  for (const batch of batches(condemnable, ROWS_AT_ONCE)) {
    deps.stopping.throwIfAborted();
    done.condemned = sum(done.condemned, tally(await condemn(db, orgId, shasOf(batch))));
  }
  for (const batch of batches([...condemned, ...condemnable], DELETED_AT_ONCE)) {
    deps.stopping.throwIfAborted();
    const claimed = await claimCondemned(db, orgId, shasOf(batch), deps.keptMs);
    done.deleted = sum(done.deleted, await deleteAll(deps, orgId, claimed));
  }
  return {
    ...{ ...done, abandoned },
    strays: await eachStray(deps, orgId, async (strays) =>
      deleteAll(deps, orgId, await claimStrays(db, orgId, strays)),
    ),
    logs: await eachDeadLog(deps, orgId, async (logs) => {
      await mapConcurrently(logs, OBJECTS_AT_ONCE, ({ key }) => deps.storage.delete(key));
      return tally(logs);
    }),
  };
}

async function deleteAll(
  deps: CollectDeps,
  orgId: string,
  claimed: readonly Claimed[],
): Promise<Tally> {
  return tally(await deleteClaimed({ ...deps, keyOf: blobKey }, orgId, claimed));
}

async function eachStray(
  deps: CollectDeps,
  orgId: string,
  use: (strays: { sha: string; size: number }[]) => Promise<Tally>,
): Promise<Tally> {
  return eachBatch(deps, `cas/${orgId}/`, DELETED_AT_ONCE, async (objects) => {
    const named = objects.map(({ key, size }) => ({ key, size, sha: key.slice(-64) }));
    const ours = named.filter(({ key, sha }) => key === blobKey(orgId, sha));
    const rows = await deps.db
      .select({ sha: blobs.sha256 })
      .from(blobs)
      .where(and(eq(blobs.orgId, orgId), inArray(blobs.sha256, shasOf(ours))));
    const known = new Set(shasOf(rows));
    return use(ours.filter(({ sha }) => !known.has(sha)));
  });
}

async function eachDeadLog(
  deps: CollectDeps,
  orgId: string,
  use: (logs: ObjectInfo[]) => Promise<Tally>,
): Promise<Tally> {
  return eachBatch(deps, `logs/codegen/${orgId}/`, ROWS_AT_ONCE, async (objects) => {
    const jobOf = ({ key }: ObjectInfo) => key.slice(key.lastIndexOf('/') + 1, -'.txt'.length);
    const jobs = await deps.db
      .select({ id: codegenJobs.id })
      .from(codegenJobs)
      .where(inArray(codegenJobs.id, objects.map(jobOf)));
    const living = new Set(jobs.map(({ id }) => id));
    return use(objects.filter((log) => !living.has(jobOf(log))));
  });
}

/** Goes through the old objects of a folder. */
async function eachBatch(
  { storage, now, stopping }: CollectDeps,
  folder: string,
  atOnce: number,
  use: (objects: ObjectInfo[]) => Promise<Tally>,
): Promise<Tally> {
  const limit = now().getTime() - STRAY_AGE_MS;
  let total = nothing();
  let batch: ObjectInfo[] = [];
  for await (const object of storage.list(folder)) {
    stopping.throwIfAborted();
    if (object.modifiedAt.getTime() > limit) continue;
    batch.push(object);
    if (batch.length < atOnce) continue;
    total = sum(total, await use(batch));
    batch = [];
  }
  return batch.length > 0 ? sum(total, await use(batch)) : total;
}

function* batches<T>(items: readonly T[], size: number): Iterable<readonly T[]> {
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

const shasOf = (all: readonly { sha: string }[]) => all.map(({ sha }) => sha);

const nothing = (): Tally => ({ count: 0, bytes: 0 });

function tally(items: readonly { size: number }[]): Tally {
  return { count: items.length, bytes: items.reduce((bytes, { size }) => bytes + size, 0) };
}

function sum(a: Tally, b: Tally): Tally {
  return { count: a.count + b.count, bytes: a.bytes + b.bytes };
}
