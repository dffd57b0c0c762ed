import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, inArray, sql } from 'drizzle-orm';

import { blobs, orgs } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { raise } from '../../testing/raise.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { periodOf } from '../quotas/period.ts';
import { createQuotaRules } from '../quotas/quota-rules.ts';
import { readUsage } from '../quotas/usage.ts';
import { createBlobStore, type BlobStore } from './blob-store.ts';
import { sha256Of } from './manifest.ts';

const LIMIT = 100;

let studio: TestApp;
let store: BlobStore;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  orgId = (await studio.factories.buildOrg()).id;
  await limitTo(LIMIT);
  store = storeOn(studio.container.storage);
});
afterAll(() => studio.dispose());

function storeOn(storage: ObjectStorage, onLeftBehind: (error: unknown) => void = raise) {
  const rules = createQuotaRules({ now: () => new Date(), plans: studio.container.config.plans });
  return createBlobStore({
    ...{ storage, cacheMaxBytes: 0 },
    limit: { ...rules, onLeftBehind },
  });
}

async function limitTo(storageBytes: number): Promise<void> {
  await studio.container.db
    .update(orgs)
    .set({ limitsJson: { storageBytes } })
    .where(eq(orgs.id, orgId));
}

const bytesOf = (letter: string, size = LIMIT) => Buffer.alloc(size, letter);
const upload = (...files: Buffer[]) => store.putMany(studio.container.db, orgId, files);

async function used(): Promise<number> {
  const usage = await readUsage(studio.container.db, orgId, periodOf(new Date()));
  return usage.storageBytes.used;
}

/** As a collector does that found nothing to refer to them. */
async function condemn(...files: Buffer[]): Promise<void> {
  const areThey = and(eq(blobs.orgId, orgId), inArray(blobs.sha256, files.map(sha256Of)));
  await studio.container.db
    .update(blobs)
    .set({ tombstonedAt: sql`now()` })
    .where(areThey);
}

async function storedShas(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of studio.container.storage.list(`cas/${orgId}/`)) {
    found.push(key.slice(-64));
  }
  return found;
}

const full = { code: 'quota_exceeded', details: { quota: 'storageBytes', limit: LIMIT } };

describe('bytes that are condemned, and do not count as used any more,', () => {
  const [a, b] = [bytesOf('a'), bytesOf('b')];

  beforeEach(async () => {
    await upload(a);
    await condemn(a);
    await upload(b);
  });

  test.each([
    ['a put', () => upload(a)],
    [
      'a put in a transaction',
      () =>
        store.storingFirst(studio.container.db, () =>
          studio.container.db.transaction((tx) => store.putMany(tx, orgId, [a])),
        ),
    ],
    [
      'a transaction that is to refer to them',
      () => studio.container.db.transaction((tx) => store.keep(tx, orgId, [sha256Of(a)])),
    ],
  ])('are taken back by %s only where there is room for them', async (_, takeBack) => {
    await expect(takeBack()).rejects.toMatchObject(full);
    expect(await used()).toBe(LIMIT);
    await limitTo(2 * LIMIT);
    await takeBack();
    expect(await used()).toBe(2 * LIMIT);
    await takeBack();
    expect(await used()).toBe(2 * LIMIT);
  });

  test('are not taken back with a put that is refused for what else it stores', async () => {
    await condemn(b);
    await expect(upload(a, bytesOf('c', 1))).rejects.toMatchObject(full);
    expect(await used()).toBe(0);
  });

  test('are taken back by as many as there is room for, who come at once', async () => {
    await condemn(b);
    const done = await Promise.allSettled([upload(a), upload(b), upload(a), upload(b)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await used()).toBe(LIMIT);
  });
});

test('the same bytes that are put by several at once count once', async () => {
  const done = await Promise.allSettled(['a', 'a', 'a', 'a'].map((a) => upload(bytesOf(a))));
  expect(done.map(({ status }) => status)).toEqual(Array(4).fill('fulfilled'));
  expect(await used()).toBe(LIMIT);
});

describe('of several who found room at once', () => {
  /** All of them write before the first one is counted. */
  function storeForAll(count: number): BlobStore {
    const { storage } = studio.container;
    let written = 0;
    let allWritten: () => void;
    const whenAll = new Promise<void>((resolve) => (allWritten = resolve));
    return storeOn({
      ...storage,
      async put(key, body) {
        await storage.put(key, body);
        if ((written += 1) === count) allWritten();
        await whenAll;
      },
    });
  }

  test('those who are refused leave nothing behind, and may come again', async () => {
    const { db } = studio.container;
    const files = ['a', 'b', 'c', 'd'].map((letter) => bytesOf(letter));
    const crowded = storeForAll(files.length);
    const done = await Promise.allSettled(files.map((file) => crowded.putMany(db, orgId, [file])));
    const kept = files.filter((_, i) => done[i]!.status === 'fulfilled');
    expect(kept).toHaveLength(1);
    expect(await storedShas()).toEqual(kept.map(sha256Of));
    await limitTo(files.length * LIMIT);
    for (const file of files) {
      const [ref] = await upload(file);
      expect(Buffer.from(await store.get(orgId, ref!.sha))).toEqual(file);
    }
    expect(await used()).toBe(files.length * LIMIT);
  });

  test('those who wrote over what was deleted leave nothing behind, too', async () => {
    const { db } = studio.container;
    const files = [bytesOf('a'), bytesOf('b')];
    const dead = { tombstonedAt: new Date(), deletingAt: new Date(), deletedAt: new Date() };
    const rows = files.map((file) => ({ orgId, sha256: sha256Of(file), size: LIMIT, ...dead }));
    await db.insert(blobs).values(rows);
    const crowded = storeForAll(files.length);
    const done = await Promise.allSettled(files.map((file) => crowded.putMany(db, orgId, [file])));
    const kept = files.filter((_, i) => done[i]!.status === 'fulfilled');
    expect(kept).toHaveLength(1);
    expect(await storedShas()).toEqual(kept.map(sha256Of));
  });

  test('bytes that another one was promised stay, though who wrote them again is refused', async () => {
    const { db } = studio.container;
    const [shared, own, others] = [bytesOf('a', 60), bytesOf('b', 40), bytesOf('c', 30)];
    const late = storeOn({
      ...studio.container.storage,
      async put(key, body) {
        await studio.container.storage.put(key, body);
        await upload(shared, others);
      },
    });
    await expect(late.putMany(db, orgId, [shared, own])).rejects.toMatchObject(full);
    expect((await storedShas()).sort()).toEqual([shared, others].map(sha256Of).sort());
    expect(Buffer.from(await store.get(orgId, sha256Of(shared)))).toEqual(shared);
  });

  test('what cannot be deleted is told of, and who is refused is told why', async () => {
    const { db, storage } = studio.container;
    const faults: unknown[] = [];
    const broken = storeOn(
      {
        ...storage,
        async put(key, body) {
          await storage.put(key, body);
          await upload(bytesOf('b'));
        },
        delete: () => Promise.reject(new Error('the storage is away')),
      },
      (fault) => faults.push(fault),
    );
    await expect(broken.putMany(db, orgId, [bytesOf('a')])).rejects.toMatchObject(full);
    expect(faults).toEqual([new Error('the storage is away')]);
  });
});

describe('what tells of files', () => {
  const ALLOWANCE = 20 * 1024 * 1024;
  const put = (text: string) => store.put(studio.container.db, orgId, Buffer.from(text));

  async function fillTo(size: number): Promise<void> {
    await studio.container.db.insert(blobs).values({ orgId, sha256: 'f'.repeat(64), size });
  }

  test('is stored beyond the limit as far as the allowance goes, with empty files, too', async () => {
    const { db } = studio.container;
    await fillTo(LIMIT + ALLOWANCE - 2);
    await put('ab');
    await expect(put('c')).rejects.toMatchObject(full);
    const about = { bytes: Buffer.from('d'), room: 'allowance' } as const;
    const empty = store.putMany(db, orgId, [Buffer.alloc(0)], about);
    await expect(empty).rejects.toMatchObject(full);
    expect(await used()).toBe(LIMIT + ALLOWANCE);
    await put('ab');
    await store.putMany(db, orgId, [], { ...about, room: 'anywhere' });
    expect(await used()).toBe(LIMIT + ALLOWANCE + 1);
  });

  test('is taken back by who needs it again only where there is room for it', async () => {
    await fillTo(LIMIT + ALLOWANCE - 2);
    await put('ab');
    await condemn(Buffer.from('ab'));
    await put('cd');
    await expect(put('ab')).rejects.toMatchObject(full);
    await limitTo(LIMIT + 2);
    await put('ab');
    expect(await used()).toBe(LIMIT + ALLOWANCE + 2);
  });

  test('has an allowance of a twentieth of a large limit', async () => {
    const limit = 1_000_000_000;
    await limitTo(limit);
    await fillTo(1.05 * limit - 2);
    await put('ab');
    await expect(put('c')).rejects.toMatchObject({ code: 'quota_exceeded', details: { limit } });
  });

  test('finds as much room as there is, where many are stored at once', async () => {
    await fillTo(LIMIT + ALLOWANCE - 3);
    const done = await Promise.allSettled(['a', 'b', 'c', 'd', 'e', 'f'].map(put));
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(await used()).toBe(LIMIT + ALLOWANCE);
  });
});
