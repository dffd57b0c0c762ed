import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import { blobs } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
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

test('in a transaction nothing is stored: it is before the work is done again', async () => {
  const { db, storage } = studio.container;
  let isOpen = false;
  const watched = storeOn({
    ...storage,
    put: (key, body) => {
      expect(isOpen).toBe(false);
      return storage.put(key, body);
    },
  });
  let tries = 0;
  const ref = await watched.storingFirst(db, () =>
    db
      .transaction((tx) => {
        tries += 1;
        isOpen = true;
        return watched.put(tx, orgId, text('maybe'));
      })
      .finally(() => (isOpen = false)),
  );
  expect(tries).toBe(2);
  expect(String(await store.get(orgId, ref.sha))).toBe('maybe');
});

test('work that finds something else to store each time is given up', async () => {
  const { db } = studio.container;
  let tries = 0;
  const endless = store.storingFirst(db, () =>
    db.transaction((tx) => store.put(tx, orgId, text(`try ${(tries += 1)}`))),
  );
  await expect(endless).rejects.toMatchObject({ code: 'busy' });
});

describe('bytes that a collector', () => {
  const set = async (sha: string, values: object) => {
    const mine = and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha));
    await studio.container.db.update(blobs).set(values).where(mine);
  };
  const condemned = { tombstonedAt: sql`now()` };

  test('condemned live again once they are put, or kept by a transaction', async () => {
    const { db } = studio.container;
    for (const use of [
      (sha: string) => db.transaction((tx) => store.keep(tx, orgId, [sha])),
      () => store.put(db, orgId, text('old')),
      () => store.storingFirst(db, () => db.transaction((tx) => store.put(tx, orgId, text('old')))),
    ]) {
      const { sha } = await store.put(db, orgId, text('old'));
      await set(sha, condemned);
      await use(sha);
      expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
    }
  });

  test('deletes at this moment are put once it has done', async () => {
    const { db, storage } = studio.container;
    const { sha } = await store.put(db, orgId, text('contested'));
    await set(sha, { ...condemned, deletingAt: sql`now()` });
    const put = store.put(db, orgId, text('contested'));
    await storage.delete(blobKey(orgId, sha));
    await set(sha, { deletedAt: sql`now()` });
    await put;
    expect(String(await store.get(orgId, sha))).toBe('contested');
    expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null, deletingAt: null });
  });

  test('began to delete and never ended are put by whoever needs them', async () => {
    const { db } = studio.container;
    const { sha } = await store.put(db, orgId, text('left'));
    await set(sha, { ...condemned, deletingAt: sql`now() - interval '1 hour'` });
    await studio.container.storage.delete(blobKey(orgId, sha));
    await store.put(db, orgId, text('left'));
    expect(String(await store.get(orgId, sha))).toBe('left');
  });

  test('deleted while they were written are written again', async () => {
    const { db, storage } = studio.container;
    const bytes = text('unlucky');
    const sha = sha256Of(bytes);
    let puts = 0;
    const unlucky = storeOn({
      ...storage,
      async put(key, body) {
        await storage.put(key, body);
        if ((puts += 1) > 1) return;
        // As a collector does that found them without a row, and old.
        const dead = { tombstonedAt: new Date(), deletingAt: new Date(), deletedAt: new Date() };
        await db.insert(blobs).values({ orgId, sha256: sha, size: bytes.byteLength, ...dead });
        await storage.delete(key);
      },
    });
    await unlucky.put(db, orgId, bytes);
    expect(puts).toBe(2);
    expect(String(await store.get(orgId, sha))).toBe('unlucky');
  });

  test('deletes or deleted are kept by no transaction', async () => {
    const { db } = studio.container;
    const { sha } = await store.put(db, orgId, text('gone'));
    await set(sha, { ...condemned, deletingAt: sql`now()`, deletedAt: sql`now()` });
    for (const name of [sha, sha256Of(text('never there'))]) {
      const keeping = db.transaction((tx) => store.keep(tx, orgId, [name]));
      await expect(keeping).rejects.toMatchObject({ code: 'conflict' });
    }
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
