import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import { blobs } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { blobKey, createBlobStore, type BlobStore } from './blob-store.ts';
import { sha256Of } from './manifest.ts';

let studio: TestApp;
let store: BlobStore;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  store = storeOn(studio.container.storage);
  orgId = (await studio.factories.buildOrg()).id;
});
afterAll(() => studio.dispose());

const storeOn = (storage: ObjectStorage, cacheMaxBytes = 0) =>
  createBlobStore({ storage, cacheMaxBytes });
const text = (value: string) => Buffer.from(value);
const rowOf = async (sha: string) => {
  const mine = and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha));
  const [row] = await studio.container.db.select().from(blobs).where(mine);
  return row;
};
const diskPath = (sha: string) =>
  join(studio.container.config.dataDir, 'storage', 'objects', blobKey(orgId, sha));

test('what is put is had by its hash, the same bytes only once', async () => {
  const { db } = studio.container;
  const refs = await store.putMany(db, orgId, [text('a'), text('bb'), text('a')]);
  expect(refs).toEqual([
    { sha: sha256Of(text('a')), size: 1 },
    { sha: sha256Of(text('bb')), size: 2 },
    { sha: sha256Of(text('a')), size: 1 },
  ]);
  const found = await store.getMany(
    orgId,
    refs.map(({ sha }) => sha),
  );
  expect([...found].map(([sha, bytes]) => [sha, String(bytes)])).toEqual([
    [refs[0]?.sha, 'a'],
    [refs[1]?.sha, 'bb'],
  ]);
});

test('the bytes of one organization are not had by another, though they be the same', async () => {
  const { sha } = await store.put(studio.container.db, orgId, text('secret'));
  const other = (await studio.factories.buildOrg()).id;
  await expect(store.get(other, sha)).rejects.toMatchObject({ reason: 'missing' });
});

test('bytes that changed on the disk are not given out', async () => {
  const { sha } = await store.put(studio.container.db, orgId, text('right'));
  await writeFile(diskPath(sha), 'wrong');
  await expect(store.get(orgId, sha)).rejects.toMatchObject({ reason: 'damaged' });
});

test('bytes that were used lately are had without the disk', async () => {
  const cached = storeOn(studio.container.storage, 1_000);
  const { sha } = await cached.put(studio.container.db, orgId, text('hot'));
  await rm(diskPath(sha));
  expect(String(await cached.get(orgId, sha))).toBe('hot');
});

test('a put rolled back leaves no row, and the next put of the same bytes works', async () => {
  const { db } = studio.container;
  const undone = db.transaction(async (tx) => {
    await store.put(tx, orgId, text('maybe'));
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  expect(await rowOf(sha256Of(text('maybe')))).toBeUndefined();
  const { sha } = await store.put(db, orgId, text('maybe'));
  expect(String(await store.get(orgId, sha))).toBe('maybe');
});

describe('bytes that a collector marked for deletion', () => {
  const bury = async (sha: string) => {
    await studio.container.db
      .update(blobs)
      .set({ tombstonedAt: sql`now()` })
      .where(and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha)));
  };

  test('live again once they are put', async () => {
    const { sha } = await store.put(studio.container.db, orgId, text('old'));
    await bury(sha);
    await store.put(studio.container.db, orgId, text('old'));
    expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
  });

  test('are whole when the put meets the collector at its work', async () => {
    const { db, storage } = studio.container;
    const { sha } = await store.put(db, orgId, text('contested'));
    await bury(sha);
    let put: Promise<unknown> | undefined;
    await db.transaction(async (collector) => {
      const mine = and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha));
      await collector.select().from(blobs).where(mine).for('update');
      put = store.put(db, orgId, text('contested'));
      await untilWaiting(db);
      await storage.delete(blobKey(orgId, sha));
      await collector.delete(blobs).where(mine);
    });
    await put;
    expect(String(await store.get(orgId, sha))).toBe('contested');
    expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
  });
});

test('a full disk is an error that says so; no row promises bytes that are not there', async () => {
  const { db, storage } = studio.container;
  const full: ObjectStorage = {
    ...storage,
    put: (key, body) =>
      key.endsWith(sha256Of(text('two')))
        ? Promise.reject(new AppError('unavailable', 'The disk of the file storage is full.'))
        : storage.put(key, body),
  };
  const items = [text('one'), text('two'), text('three')];
  await expect(storeOn(full).putMany(db, orgId, items)).rejects.toMatchObject({
    code: 'unavailable',
  });
  for (const item of items) expect(await rowOf(sha256Of(item))).toBeUndefined();
  await storeOn(storage).putMany(db, orgId, items);
  expect(String(await readFile(diskPath(sha256Of(text('two')))))).toBe('two');
});
