import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { auditLogs, erasures, orgs, users } from '../db/schema/index.ts';
import { subjectHash } from '../services/erasures/schedule.ts';
import { loadKeks, openKeys } from '../services/keys/key-encryption-key.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import type { Command, CommandDeps } from './command.ts';
import { printErasures, replayErasuresAfterRestore } from './erasures.ts';
import { findOwnerless } from '../services/orgs/ownership.ts';
import { restoreDeletedOrg, setLimit, setOwner, setPlan } from './organizations.ts';

let studio: TestApp;
let deps: CommandDeps;
let printed: string;
let orgId: string;
let ownerId: string;

beforeAll(async () => {
  studio = await createTestApp({ env: { PLANS: '{"free":{},"team":{"jobs":5}}' } });
  const { config, db, envelope, now } = studio.container;
  const keys = await openKeys(db, await loadKeks(config));
  deps = { config, db, envelope, keys, now, print: (text) => void (printed += text) };
});
beforeEach(async () => {
  printed = '';
  const org = await studio.factories.buildOrg();
  [orgId, ownerId] = [org.id, org.ownerUserId];
});
afterAll(() => studio.dispose());

const run = (command: Command, ...args: string[]) => command.run(deps, args);
const read = async () => (await deps.db.select().from(orgs).where(eq(orgs.id, orgId)))[0];
const actions = async () => {
  const rows = await deps.db.select().from(auditLogs).where(eq(auditLogs.orgId, orgId));
  return rows.map(({ action, metadataJson }) => [action, metadataJson.byOperator]);
};

test('a plan of the settings is set, and no other', async () => {
  await expect(run(setPlan, orgId, 'gold')).rejects.toThrow('PLANS has: free, team');
  await run(setPlan, orgId, 'team');
  expect((await read())?.plan).toBe('team');
  expect(await actions()).toEqual([['org.plan_changed', true]]);
});

test('an organization whose owner is gone is found, and gets one that the operator names', async () => {
  const ownerless = () => findOwnerless(deps.db, 100);
  const heir = await studio.factories.buildUser();
  expect(await ownerless()).not.toContain(orgId);
  const deleteUser = (id: string) =>
    deps.db.update(users).set({ deletedAt: new Date() }).where(eq(users.id, id));
  await deleteUser(ownerId);
  expect(await ownerless()).toContain(orgId);

  await expect(run(setOwner, orgId, 'nobody@example.com')).rejects.toThrow('There is no account');
  await run(setOwner, orgId, heir.email.toUpperCase());
  expect(await ownerless()).not.toContain(orgId);
  expect((await read())?.ownerUserId).toBe(heir.id);
  const answer = await studio.agent
    .patch(`/api/v1/orgs/${orgId}`)
    .set(await studio.bearer(heir.id))
    .send({ name: 'Taken over' });
  expect(answer.status).toBe(200);
  expect(await actions()).toContainEqual(['org.owner_named', true]);

  await deleteUser(heir.id);
  await expect(run(setOwner, orgId, heir.email)).rejects.toThrow('There is no account');
  await deps.db.update(orgs).set({ deletedAt: new Date() }).where(eq(orgs.id, orgId));
  expect(await ownerless()).not.toContain(orgId);
});

test('a limit is set apart from the plan, lifted, and given back to it', async () => {
  await run(setLimit, orgId, 'jobs', '7');
  await run(setLimit, orgId, 'exports', 'unlimited');
  expect((await read())?.limitsJson).toEqual({ jobs: 7, exports: null });
  await run(setLimit, orgId, 'jobs', 'plan');
  expect((await read())?.limitsJson).toEqual({ exports: null });
  const rows = await deps.db
    .select({ metadata: auditLogs.metadataJson })
    .from(auditLogs)
    .where(eq(auditLogs.orgId, orgId))
    .orderBy(auditLogs.seq);
  expect(rows.map(({ metadata }) => metadata)).toEqual([
    { quota: 'jobs', before: 'plan', after: 7, byOperator: true },
    { quota: 'exports', before: 'plan', after: 'unlimited', byOperator: true },
    { quota: 'jobs', before: 7, after: 'plan', byOperator: true },
  ]);
});

test.each([
  ['jobs', '-1'],
  ['jobs', '1.5'],
  ['jobs', '1e400'],
  ['jobs', ''],
  ['seats', '1'],
])('a limit for %s of %s is refused', async (quota, text) => {
  await expect(run(setLimit, orgId, quota, text)).rejects.toThrow(/A limit is|There is no quota/);
  expect((await read())?.limitsJson).toEqual({});
});

test('a deleted organization is restored, one in use or unknown is not', async () => {
  await expect(run(restoreDeletedOrg, orgId)).rejects.toThrow('is not deleted');
  await expect(run(restoreDeletedOrg, 'org_x')).rejects.toThrow('There is no organization org_x');
  const owner = await studio.factories.signedIn(ownerId);
  await studio.container.services.orgDeletion.delete(owner, orgId);
  await run(restoreDeletedOrg, orgId);
  expect((await read())?.deletedAt).toBeNull();
});

test('one that is being erased is not restored', async () => {
  const owner = await studio.factories.signedIn(ownerId);
  await studio.container.services.orgDeletion.delete(owner, orgId);
  await deps.db.update(erasures).set({ status: 'running' }).where(eq(erasures.subjectId, orgId));
  await expect(run(restoreDeletedOrg, orgId)).rejects.toThrow('is being erased');
});

test('who is on a list is erased again after a restore', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'promptly-erasures-'));
  const list = join(folder, 'list.txt');
  const tombstone = { kind: 'org', subjectHash: subjectHash({ kind: 'org', id: orgId }) };
  try {
    await writeFile(
      list,
      `${JSON.stringify({ ...tombstone, erasedAt: '2026-01-01T00:00:00Z' })}\n`,
    );
    await run(replayErasuresAfterRestore, list);
    expect(printed).toBe(`org ${orgId}\n1 of 1 were back; the program erases them as it runs.\n`);
    while (await studio.container.services.erasures.runNext());
    expect(await read()).toBeUndefined();
    expect(await deps.db.$count(users, eq(users.id, ownerId))).toBe(1);
    printed = '';
    await run(printErasures);
    expect(printed).toContain(tombstone.subjectHash);
    await writeFile(list, 'nonsense\n');
    await expect(run(replayErasuresAfterRestore, list)).rejects.toThrow('Line 1 of');
  } finally {
    await rm(folder, { recursive: true });
  }
});
