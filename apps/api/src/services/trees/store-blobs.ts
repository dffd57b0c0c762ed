import { setTimeout as wait } from 'node:timers/promises';

import { is } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';

import { AppError } from '@promptly/common';

import type { Database, Queryable } from '../../db/client.ts';
import type { ObjectBody, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { claimUnpromised } from './blob-deletions.ts';
import { promiseRows, readRows, renewRows, uncountedBytes, type Seen } from './blob-rows.ts';
import { mapConcurrently } from './concurrency.ts';
import { deleteClaimed } from './delete-claimed.ts';
import type { BlobRef } from './manifest.ts';

/**
 * Where bytes must find room: files within the quota, what tells of them within its allowance, and what tells that there
 * are fewer of them anywhere, so that they can always be deleted.
 */
export type Room = 'quota' | 'allowance' | 'anywhere';

/** Bytes that are to be stored. */
export interface BlobItem extends BlobRef {
  room: Room;
  body: () => ObjectBody;
}

/** What limits the stored bytes. */
export interface StoredBytesLimit {
  /** Asked before bytes are stored, and again when they are counted; see `QuotaRules`. */
  admitBytes: QuotaRules['admitBytes'];
  /** Told why what was written for a put that is refused could not be deleted; a collector finds it later. */
  onLeftBehind: (error: unknown, orgId: string) => void;
}

export interface StoreDeps extends StoredBytesLimit {
  storage: ObjectStorage;
  keyOf: (orgId: string, sha: string) => string;
}

/**
 * Thrown in a transaction for bytes that are not stored: no transaction holds its locks and its connection while a
 * storage takes its time. Whoever began it stores them after the rollback, and does the work again.
 */
export class StoreFirst extends Error {
  override readonly name = 'StoreFirst';

  constructor(
    readonly orgId: string,
    readonly items: readonly BlobItem[],
  ) {
    super(`${items.length} blobs of ${orgId} are to be stored before the transaction`);
  }
}

const CONCURRENT_OBJECTS = 16;
/** Of work that finds something to be stored each time, as others change the same in between. */
const TRIES_MAX = 8;
const COLLECTOR_PAUSE_MS = 250;

/** Does work that may throw `StoreFirst`, as often as something is to be stored first. Throws `busy`. */
export async function storingFirst<T>(
  deps: StoreDeps,
  db: Database,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreFirst)) throw error;
      if (tries >= TRIES_MAX) throw busy('Others change the same at this moment');
      await storeItems(deps, db, error.orgId, error.items);
    }
  }
}

/** Stores what is not stored yet. Throws `quota_exceeded`, `busy`, and in a transaction `StoreFirst`. */
export async function storeItems(
  deps: StoreDeps,
  db: Queryable,
  orgId: string,
  items: readonly BlobItem[],
): Promise<void> {
  let missing = items;
  for (let tries = 1; missing.length > 0; tries += 1) {
    if (tries > TRIES_MAX) throw busy('The same bytes are being deleted at this moment');
    if (tries > 1) await wait(COLLECTOR_PAUSE_MS);
    missing = await storeOnce(deps, db, orgId, missing);
  }
}

/** Returns what could not be stored, as a collector is at it. */
async function storeOnce(
  deps: StoreDeps,
  db: Queryable,
  orgId: string,
  items: readonly BlobItem[],
): Promise<readonly BlobItem[]> {
  const stateOf = await readRows(db, orgId, shasOf(items));
  const inState = (state: Seen['state']) =>
    items.filter((item) => stateOf(item.sha).state === state);
  const old = inState('old');
  const condemned = inState('condemned');
  const renewed = await renewRows(db, orgId, { old: shasOf(old), condemned: [] });
  const lost = old.filter(({ sha }) => !renewed.has(sha));
  const left = [...lost, ...inState('being deleted')];
  const missing = items.flatMap((item) => {
    const seen = stateOf(item.sha);
    return seen.state === 'missing' ? [{ ...item, token: seen.token }] : [];
  });
  if (left.length + condemned.length + missing.length === 0) return [];
  // What is to count again, too: to ask for their room comes before the locks on rows that this one may hold.
  if (is(db, PgTransaction)) throw new StoreFirst(orgId, [...left, ...condemned, ...missing]);
  return [...left, ...(await storeUncounted(deps, db, orgId, { condemned, missing }))];
}

/** What does not count as used yet. */
interface Uncounted {
  condemned: readonly BlobItem[];
  missing: readonly (BlobItem & { token: string | null })[];
}

/** The bytes go first, as a row promises that they are there. */
async function storeUncounted(
  deps: StoreDeps,
  db: Database,
  orgId: string,
  { condemned, missing }: Uncounted,
): Promise<readonly BlobItem[]> {
  const { storage, keyOf, admitBytes } = deps;
  const all = [...condemned, ...missing];
  if (all.length === 0) return [];
  const within = (wanted: Room) => all.filter(({ room }) => room === wanted);
  const [files, about] = [within('quota'), within('allowance')];
  const admit = (queryable: Queryable, isCounted: boolean) => {
    const more = async () => ({
      files: await uncountedBytes(queryable, orgId, files),
      about: await uncountedBytes(queryable, orgId, about),
    });
    return admitBytes(queryable, orgId, more, isCounted);
  };
  const isLimited = files.length + about.length > 0 && (await admit(db, false));
  await mapConcurrently(missing, CONCURRENT_OBJECTS, ({ sha, body }) =>
    storage.put(keyOf(orgId, sha), body()),
  );
  const promise = async (queryable: Queryable) => {
    const renewed = await renewRows(queryable, orgId, { old: [], condemned: shasOf(condemned) });
    return new Set([...renewed, ...(await promiseRows(queryable, orgId, missing))]);
  };
  if (!isLimited) return without(all, await promise(db));
  try {
    const promised = await db.transaction(async (tx) => {
      await admit(tx, true);
      return promise(tx);
    });
    return without(all, promised);
  } catch (error) {
    await takeDown(deps, db, orgId, missing).catch((fault: unknown) =>
      deps.onLeftBehind(fault, orgId),
    );
    throw error;
  }
}

/** Of several who found room at once some are refused: what they wrote counts for nobody, and does not stay. */
async function takeDown(
  deps: StoreDeps,
  db: Database,
  orgId: string,
  refused: Uncounted['missing'],
): Promise<void> {
  // Others may be writing the same bytes: these are not deleted before a row says so.
  const claimed = await claimUnpromised(db, orgId, refused);
  await deleteClaimed({ ...deps, db }, orgId, claimed);
}

const without = (items: readonly BlobItem[], shas: ReadonlySet<string>) =>
  items.filter(({ sha }) => !shas.has(sha));

const shasOf = (items: readonly BlobRef[]) => items.map(({ sha }) => sha);

function busy(what: string): AppError {
  return new AppError('busy', `${what}: try again in a moment.`, { retryAfterSeconds: 2 });
}
