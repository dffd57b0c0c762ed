import { setTimeout as wait } from 'node:timers/promises';

import { is } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';

import { AppError } from '@promptly/common';

import type { Database, Queryable } from '../../db/client.ts';
import type { ObjectBody, ObjectStorage } from '../../integrations/storage/object-storage.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { promiseRows, readRows, renewRows } from './blob-rows.ts';
import { mapConcurrently } from './concurrency.ts';
import type { BlobRef } from './manifest.ts';

/** Bytes that are to be stored. */
export interface BlobItem extends BlobRef {
  /** Files count against the quota, what tells of them does not: they can then be deleted. */
  isFile: boolean;
  body: () => ObjectBody;
}

export interface StoreDeps {
  storage: ObjectStorage;
  keyOf: (orgId: string, sha: string) => string;
  admitBytes: QuotaRules['admitBytes'];
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
  const old = items.filter(({ sha }) => stateOf(sha).state === 'old');
  const renewed = await renewRows(db, orgId, shasOf(old));
  const lost = old.filter(({ sha }) => !renewed.has(sha));
  const awaited = items.filter(({ sha }) => stateOf(sha).state === 'being deleted');
  const missing = items.flatMap((item) => {
    const seen = stateOf(item.sha);
    return seen.state === 'missing' ? [{ ...item, token: seen.token }] : [];
  });
  const left = [...lost, ...awaited];
  if (left.length + missing.length === 0) return [];
  if (is(db, PgTransaction)) throw new StoreFirst(orgId, [...left, ...missing]);
  return [...left, ...(await writeMissing(deps, db, orgId, missing))];
}

/** The bytes go first, as a row promises that they are there. */
async function writeMissing(
  { storage, keyOf, admitBytes }: StoreDeps,
  db: Database,
  orgId: string,
  missing: readonly (BlobItem & { token: string | null })[],
): Promise<readonly BlobItem[]> {
  if (missing.length === 0) return [];
  const bytes = missing.reduce((sum, { isFile, size }) => sum + (isFile ? size : 0), 0);
  const isLimited = bytes > 0 && (await admitBytes(db, orgId, bytes, false));
  await mapConcurrently(missing, CONCURRENT_OBJECTS, ({ sha, body }) =>
    storage.put(keyOf(orgId, sha), body()),
  );
  const promised = isLimited
    ? await db.transaction(async (tx) => {
        await admitBytes(tx, orgId, bytes, true);
        return promiseRows(tx, orgId, missing);
      })
    : await promiseRows(db, orgId, missing);
  return missing.filter(({ sha }) => !promised.has(sha));
}

const shasOf = (items: readonly BlobRef[]) => items.map(({ sha }) => sha);

function busy(what: string): AppError {
  return new AppError('busy', `${what}: try again in a moment.`, { retryAfterSeconds: 2 });
}
