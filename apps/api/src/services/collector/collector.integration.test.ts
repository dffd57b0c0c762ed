import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';
import fc from 'fast-check';

import { blobs, projects, revisions, snippets, templates } from '../../db/schema/index.ts';
import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { raise } from '../../testing/raise.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { UserActor } from '../actor.ts';
import { purgeProjects } from '../projects/purge-projects.ts';
import { periodOf } from '../quotas/period.ts';
import { readUsage } from '../quotas/usage.ts';
import { blobKey, createBlobStore } from '../trees/blob-store.ts';
import { sha256Of } from '../trees/manifest.ts';
import { createTreeStore } from '../trees/tree-store.ts';
import { collectOrg, type CollectDeps } from './collect-org.ts';
import { createCollector } from './collector.ts';
import { markReferred } from './mark.ts';

let studio: TestApp;
let orgId: string;
let actor: UserActor;
let projectId: string;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  const org = await studio.factories.buildOrg();
  orgId = org.id;
  actor = await studio.factories.signedIn(org.ownerUserId);
  projectId = (await studio.factories.buildProject({ org })).id;
});
afterAll(() => studio.dispose());

const DAY_MS = 24 * 60 * 60_000;
const text = (value: string) => Buffer.from(value);

function depsOn(storage: ObjectStorage = studio.container.storage): CollectDeps {
  return {
    ...{ db: studio.container.db, storage, keptMs: 7 * DAY_MS },
    // Objects cannot be made older: it is later.
    now: () => new Date(Date.now() + 2 * DAY_MS),
    blobs: createBlobStore({ storage, cacheMaxBytes: 0 }),
    stopping: new AbortController().signal,
  };
}

/** Lets time pass for the rows of the organization. */
async function age(): Promise<void> {
  const earlier = (column: string) =>
    sql`${sql.identifier(column)} = ${sql.identifier(column)} - interval '10 days'`;
  const columns = ['last_referenced_at', 'tombstoned_at', 'deleting_at', 'deleted_at'];
  await studio.container.db.execute(
    sql`update ps_blobs set ${sql.join(columns.map(earlier), sql`, `)} where org_id = ${orgId}`,
  );
}

const collect = (deps = depsOn()) => collectOrg(deps, orgId, { isDryRun: false });

/** Until nothing is left to be done. */
async function collectAll(): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await age();
    await collect();
  }
}

async function save(path: string, content: string, at = projectId): Promise<void> {
  const { files } = studio.container.services;
  const known = await files.find(actor, at, { path }).catch(() => null);
  await files.write(actor, at, { path, bytes: text(content), sha: known?.sha ?? null });
}

async function remove(id: string): Promise<void> {
  const { db, services } = studio.container;
  await services.projects.remove(actor, id);
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  await purgeProjects(db, row!.purgeAt!, raise);
}

async function storedShas(): Promise<string[]> {
  const found: string[] = [];
  for await (const { key } of studio.container.storage.list(`cas/${orgId}/`)) {
    found.push(key.slice(-64));
  }
  return found.sort();
}

const rowOf = async (sha: string) => {
  const isIt = and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha));
  const [row] = await studio.container.db.select().from(blobs).where(isIt);
  return row;
};

test('what nothing refers to goes, after a while, and what is used stays', async () => {
  await save('kept.txt', 'kept');
  const { snippet } = await studio.container.services.snippets.create(actor, orgId, {
    ...{ name: 'hook', kind: 'hook', description: '', code: 'unused' },
  });
  await studio.container.services.snippets.remove(actor, snippet.id);
  await age();
  expect(await collect()).toMatchObject({ condemned: { count: 1 }, deleted: { count: 0 } });
  expect(await storedShas()).toContain(sha256Of(text('unused')));
  await age();
  expect(await collect()).toMatchObject({ condemned: { count: 0 }, deleted: { count: 1 } });
  expect(await storedShas()).not.toContain(sha256Of(text('unused')));
  expect(await storedShas()).toContain(sha256Of(text('kept')));
  await age();
  await collect();
  expect(await rowOf(sha256Of(text('unused')))).toBeUndefined();
});

test('what was put lately is left alone, though nothing refers to it yet', async () => {
  const { blobs: store, db } = studio.container;
  await age();
  const { sha } = await store.put(db, orgId, text('about to be used'));
  await collect();
  expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
});

test('the room of a project counts as free once it is removed and collected', async () => {
  const { db } = studio.container;
  const used = async () => {
    const usage = await readUsage(db, orgId, periodOf(new Date()));
    return usage.storageBytes.used;
  };
  await collectAll();
  const copy = await studio.container.services.projects.copy(actor, { projectId }, {});
  const before = await used();
  await save('large.bin', 'x'.repeat(100_000), copy.id);
  expect(await used()).toBeGreaterThan(before + 100_000);
  await remove(copy.id);
  await age();
  await collect();
  expect(await used()).toBeLessThanOrEqual(before);
});

test('a dry run tells what would be done, and does nothing', async () => {
  const { blobs: store, db } = studio.container;
  const { sha } = await store.put(db, orgId, text('left over'));
  await age();
  const before = await storedShas();
  const told = await collectOrg(depsOn(), orgId, { isDryRun: true });
  expect(told).toMatchObject({ condemned: { count: 1, bytes: 9 }, strays: { count: 0 } });
  expect(await storedShas()).toEqual(before);
  expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
});

test('a dry run tells of what would be deleted, and not of what is kept yet', async () => {
  const { blobs: store, db } = studio.container;
  const dryRun = () => collectOrg(depsOn(), orgId, { isDryRun: true });
  await store.put(db, orgId, text('left over'));
  await age();
  expect(await collect()).toMatchObject({ condemned: { count: 1 } });
  expect(await dryRun()).toMatchObject({ deleted: { count: 0, bytes: 0 } });
  await age();
  const told = await dryRun();
  expect(told).toMatchObject({ deleted: { count: 1, bytes: 9 } });
  expect(await collect()).toEqual(told);
});

test('a dry run tells of deletions that were broken off', async () => {
  const { blobs: store, db } = studio.container;
  const { sha } = await store.put(db, orgId, text('half deleted'));
  const begun = { tombstonedAt: sql`now()`, deletingAt: sql`now() - interval '1 hour'` };
  await db
    .update(blobs)
    .set(begun)
    .where(and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha)));
  const told = await collectOrg(depsOn(), orgId, { isDryRun: true });
  expect(told).toMatchObject({ abandoned: { count: 1, bytes: 12 }, deleted: { count: 0 } });
  expect(await storedShas()).toContain(sha);
  expect(await collect()).toEqual(told);
  expect(await storedShas()).not.toContain(sha);
});

test('objects without a row, and logs of jobs that are gone, are removed', async () => {
  const { storage } = studio.container;
  const sha = sha256Of(text('stray'));
  await storage.put(blobKey(orgId, sha), text('stray'));
  await storage.put(`logs/codegen/${orgId}/cgj_gone.txt`, text('log'));
  expect(await collect()).toMatchObject({ strays: { count: 1, bytes: 5 }, logs: { count: 1 } });
  expect(await storage.head(blobKey(orgId, sha))).toBeUndefined();
  await studio.container.blobs.put(studio.container.db, orgId, text('stray'));
  expect(await storage.head(blobKey(orgId, sha))).toBeDefined();
});

test('nothing is collected where a manifest cannot be read', async () => {
  const { blobs: store, db, storage } = studio.container;
  const { sha } = await store.put(db, orgId, text('left over'));
  const [row] = await db.select().from(revisions).where(eq(revisions.projectId, projectId));
  await storage.delete(blobKey(orgId, row!.manifestSha));
  await age();
  await expect(collect()).rejects.toMatchObject({ reason: 'missing' });
  expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null });
});

describe('a collection that is broken off', () => {
  const broken = () => {
    const { storage } = studio.container;
    let isFirst = true;
    return depsOn({
      ...storage,
      getBytes: (key) => storage.getBytes(key),
      list: (prefix) => storage.list(prefix),
      async delete(key) {
        await storage.delete(key);
        if (isFirst) throw new Error('killed');
        isFirst = false;
      },
    });
  };

  test('while it deletes is gone on with', async () => {
    const { blobs: store, db } = studio.container;
    const { sha } = await store.put(db, orgId, text('half deleted'));
    await age();
    await collect();
    await age();
    await expect(collect(broken())).rejects.toThrow('killed');
    expect(await rowOf(sha)).toMatchObject({ deletedAt: null });
    await collectAll();
    expect(await rowOf(sha)).toBeUndefined();
  });

  test('leaves nothing that a put would believe in', async () => {
    const { blobs: store, db } = studio.container;
    const { sha } = await store.put(db, orgId, text('half deleted'));
    await age();
    await collect();
    await age();
    await expect(collect(broken())).rejects.toThrow('killed');
    await age();
    await store.put(db, orgId, text('half deleted'));
    const uncached = createBlobStore({ storage: studio.container.storage, cacheMaxBytes: 0 });
    expect(String(await uncached.get(orgId, sha))).toBe('half deleted');
  });
});

test('bytes that are put while they are collected are there afterwards, whoever comes first', async () => {
  const { blobs: store, db, storage } = studio.container;
  const uncached = createBlobStore({ storage, cacheMaxBytes: 0 });
  for (let round = 0; round < 10; round += 1) {
    const bytes = text(`contested ${round}`);
    const { sha } = await store.put(db, orgId, bytes);
    await age();
    await collect();
    await age();
    const used = { name: `hook ${round}`, kind: 'hook' as const, description: '' };
    await Promise.all([
      collect(),
      collect(),
      studio.container.services.snippets.create(actor, orgId, { ...used, code: String(bytes) }),
    ]);
    expect(String(await uncached.get(orgId, sha))).toBe(String(bytes));
    expect(await rowOf(sha)).toMatchObject({ tombstonedAt: null, deletingAt: null });
  }
});

test('each organization has its turn once a day, and one that fails keeps none of the others', async () => {
  const deps = { ...depsOn(), log: studio.container.log };
  const { db, storage } = studio.container;
  const broken = await studio.factories.buildProject();
  const [row] = await db.select().from(revisions).where(eq(revisions.projectId, broken.id));
  await storage.delete(blobKey(broken.orgId, row!.manifestSha));
  const { sha } = await studio.container.blobs.put(db, orgId, text('left over'));
  await age();
  await createCollector(deps).run();
  expect((await rowOf(sha))?.tombstonedAt).not.toBeNull();
  const later = await studio.container.blobs.put(db, orgId, text('left over later'));
  await age();
  await createCollector(deps).run();
  expect(await rowOf(later.sha)).toMatchObject({ tombstonedAt: null });
});

/** All that people can ask for is there, byte for byte. */
async function expectAllReadable(): Promise<void> {
  const { db, storage } = studio.container;
  const uncached = createBlobStore({ storage, cacheMaxBytes: 0 });
  const trees = createTreeStore({ blobs: uncached, manifestCacheMaxBytes: 0 });
  const found = await db.select().from(revisions).where(eq(revisions.orgId, orgId));
  for (const { manifestSha } of found) await trees.loadTree(orgId, manifestSha);
  for (const row of await db.select().from(templates).where(eq(templates.orgId, orgId))) {
    await trees.loadTree(orgId, row.manifestSha256);
  }
  for (const row of await db.select().from(snippets).where(eq(snippets.orgId, orgId))) {
    await uncached.get(orgId, row.codeSha256);
  }
}

const STEPS = {
  save: (n: number) => save(`${n % 3}.txt`, `content ${n % 5}`),
  async restore(n: number) {
    const { db, services } = studio.container;
    const all = await db.select().from(revisions).where(eq(revisions.projectId, projectId));
    await services.revisions.restore(actor, projectId, all[n % all.length]!.id);
  },
  snapshot: (n: number) =>
    studio.container.services.snapshots.create(actor, projectId, { name: `snapshot ${n}` }),
  async fork(n: number) {
    const copy = await studio.container.services.projects.copy(actor, { projectId }, {});
    await save('own.txt', `own ${n}`, copy.id);
  },
  async deleteProject() {
    const { items } = await studio.container.services.projects.list(actor, orgId, {
      ...{ limit: 100, archived: 'all', deleted: 'false' },
    });
    const other = items.find(({ id }) => id !== projectId);
    if (other) await remove(other.id);
  },
  snippet: (n: number) =>
    studio.container.services.snippets.create(actor, orgId, {
      ...{ name: `hook ${n}`, kind: 'hook', description: '', code: `content ${n % 5}` },
    }),
  async deleteSnippet() {
    const { db, services } = studio.container;
    const [row] = await db.select().from(snippets).where(eq(snippets.orgId, orgId));
    if (row) await services.snippets.remove(actor, row.id);
  },
  template: (n: number) =>
    studio.container.services.templates.publish(actor, orgId, {
      ...{ name: `template ${n}`, description: '', tags: [], projectId },
    }),
  async instantiate(n: number) {
    const { db, services } = studio.container;
    const [row] = await db.select().from(templates).where(eq(templates.orgId, orgId));
    if (!row) return;
    const body = { name: `Made ${n}`, type: 'prompt' as const, templateId: row.id };
    await services.projects.create(actor, orgId, body);
    await services.templates.remove(actor, row.id);
  },
  unused: (n: number) =>
    studio.container.blobs.put(studio.container.db, orgId, text(`content ${n % 7}`)),
  stray: (n: number) => {
    const bytes = text(`stray ${n}`);
    return studio.container.storage.put(blobKey(orgId, sha256Of(bytes)), bytes);
  },
  age,
  collect: () => collect(),
  twice: () => Promise.all([collect(), collect()]),
};

test('whatever is done in whatever order, nothing that is referred to is lost, and the rest goes', async () => {
  const step = fc.tuple(
    fc.constantFrom(...(Object.keys(STEPS) as (keyof typeof STEPS)[]), 'age', 'collect'),
    fc.nat(20),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      for (const [name, n] of steps) {
        await STEPS[name](n);
        if (name === 'collect' || name === 'twice') await expectAllReadable();
      }
      await collectAll();
      await expectAllReadable();
      const referred = await markReferred(depsOn(), orgId);
      expect(await storedShas()).toEqual([...referred].sort());
    }),
    { numRuns: 8 },
  );
});
