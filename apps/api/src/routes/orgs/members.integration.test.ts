import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import { LIMITS, newId, type Member, type Org, type Role } from '@promptly/common';

import { apiKeys, auditLogs, orgMembers, orgs, users, webhooks } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createOrgOf, createPeople, createPerson, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let people: People;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
  people = await createPeople(studio);
});
beforeEach(async () => {
  await studio.container.db.delete(orgs);
  orgId = (await createOrgOf(studio, people)).id;
});
afterAll(() => studio.dispose());

const nothingEnded = { apiKeysRevoked: 0, invitationsRevoked: 0, webhooksKept: 0 };
const members = () => `/api/v1/orgs/${orgId}/members`;
const setRole = (by: keyof People, userId: string, role: Role) =>
  studio.agent.patch(`${members()}/${userId}`).set(people[by].headers).send({ role });
const remove = (by: keyof People, userId: string) =>
  studio.agent.delete(`${members()}/${userId}`).set(people[by].headers);
const transfer = (by: keyof People, userId: string) =>
  studio.agent.post(`/api/v1/orgs/${orgId}/transfer`).set(people[by].headers).send({ userId });

async function rolesNow(): Promise<Record<string, Role>> {
  const rows = await studio.container.db
    .select()
    .from(orgMembers)
    .where(eq(orgMembers.orgId, orgId));
  return Object.fromEntries(rows.map(({ userId, role }) => [userId, role]));
}

async function countedFor(): Promise<string | undefined> {
  const [org] = await studio.container.db.select().from(orgs).where(eq(orgs.id, orgId));
  return org?.ownerUserId;
}

/** Whoever limits count an organization for owns it, and nobody else has to. */
async function expectToBeOwned(): Promise<void> {
  const owner = await countedFor();
  expect((await rolesNow())[owner ?? '']).toBe('owner');
}

async function audited(action: string) {
  const isThat = and(eq(auditLogs.orgId, orgId), eq(auditLogs.action, action));
  const rows = await studio.container.db.select().from(auditLogs).where(isThat);
  return rows.map(({ userId, entityId, metadataJson }) => ({ userId, entityId, metadataJson }));
}

test('an organization is renamed, and its slug stays, as links hold it', async () => {
  const before = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(people.admin.headers);
  const answer = await studio.agent
    .patch(`/api/v1/orgs/${orgId}`)
    .set(people.admin.headers)
    .send({ name: 'Gisozi' });
  expect(answer.body).toEqual({ ...(before.body as Org), name: 'Gisozi' });
  const [row] = await audited('org.updated');
  expect(row?.metadataJson).toEqual({
    before: { name: (before.body as Org).name },
    after: { name: 'Gisozi' },
  });
});

test.each([{}, { name: '' }, { name: 'X', plan: 'enterprise' }, { name: 'X', slug: 'x' }])(
  'an organization is not changed by %j',
  async (body) => {
    const answer = await studio.agent
      .patch(`/api/v1/orgs/${orgId}`)
      .set(people.owner.headers)
      .send(body);
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  },
);

test('the list pages through all members once, while others join', async () => {
  const seen: Member[] = [];
  let cursor = '';
  do {
    const answer = await studio.agent
      .get(`${members()}?limit=2${cursor}`)
      .set(people.viewer.headers);
    const page = answer.body as { items: Member[]; nextCursor: string | null };
    seen.push(...page.items);
    cursor = page.nextCursor === null ? '' : `&cursor=${page.nextCursor}`;
    const late = await studio.factories.buildUser();
    await studio.factories.addMember(orgId, late.id, 'viewer');
  } while (cursor !== '');
  expect(seen.map(({ userId }) => userId).sort()).toEqual(
    Object.values(people)
      .map(({ userId }) => userId)
      .sort(),
  );
  expect(seen.find(({ userId }) => userId === people.editor.userId)).toMatchObject({
    ...{ email: people.editor.email, role: 'editor', avatarUrl: null },
  });
});

describe('a role', () => {
  test('is changed by an admin, who is named with it in the audit log', async () => {
    const answer = await setRole('admin', people.viewer.userId, 'editor');
    expect([answer.status, (answer.body as Member).role]).toEqual([200, 'editor']);
    expect((await rolesNow())[people.viewer.userId]).toBe('editor');
    expect(await audited('member.role_changed')).toEqual([
      {
        userId: people.admin.userId,
        entityId: people.viewer.userId,
        metadataJson: { before: 'viewer', after: 'editor', ...nothingEnded },
      },
    ]);
  });

  test('that a member has already is no change', async () => {
    expect((await setRole('admin', people.viewer.userId, 'viewer')).status).toBe(200);
    expect(await audited('member.role_changed')).toEqual([]);
  });

  test('of an owner is decided by owners only, and so is who becomes one', async () => {
    const before = await rolesNow();
    for (const [userId, role] of [
      [people.owner.userId, 'admin'],
      [people.editor.userId, 'owner'],
      [people.admin.userId, 'owner'],
    ] as const) {
      expect(refusalOf(await setRole('admin', userId, role))).toEqual([403, 'forbidden']);
    }
    expect(refusalOf(await remove('admin', people.owner.userId))).toEqual([403, 'forbidden']);
    expect(await rolesNow()).toEqual(before);
  });

  test('that was lost is lost at once, also for a change that waits', async () => {
    const [first, second] = await Promise.all([
      setRole('owner', people.admin.userId, 'viewer'),
      setRole('admin', people.editor.userId, 'viewer'),
    ]);
    expect(first.status).toBe(200);
    const allowed = second.status === 200;
    expect((await rolesNow())[people.editor.userId]).toBe(allowed ? 'viewer' : 'editor');
    const later = await setRole('admin', people.editor.userId, 'viewer');
    expect(refusalOf(later)).toEqual([403, 'forbidden']);
  });

  test('of somebody who is no member is not found', async () => {
    const stranger = await createPerson(studio);
    const answer = await setRole('owner', stranger.userId, 'viewer');
    expect(refusalOf(answer)).toEqual([404, 'not_found']);
  });

  test.each([{ role: 'god' }, {}, { role: 'viewer', userId: 'usr_1' }])(
    'is not changed by %j',
    async (body) => {
      const answer = await studio.agent
        .patch(`${members()}/${people.viewer.userId}`)
        .set(people.owner.headers)
        .send(body);
      expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    },
  );
});

describe('leaving', () => {
  test('is for everybody, and ends all access', async () => {
    expect((await remove('viewer', people.viewer.userId)).status).toBe(204);
    const answer = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(people.viewer.headers);
    expect(refusalOf(answer)).toEqual([404, 'not_found']);
    expect(refusalOf(await remove('viewer', people.viewer.userId))).toEqual([404, 'not_found']);
    const [row] = await audited('member.left');
    expect(row).toMatchObject({ entityId: people.viewer.userId, metadataJson: { role: 'viewer' } });
  });

  test('is refused to an owner whom only one with a deleted account would follow', async () => {
    const { db } = studio.container;
    const { id } = await studio.factories.buildUser({ deletedAt: new Date() });
    await studio.factories.addMember(orgId, id, 'owner');
    const { userId } = people.owner;
    expect(refusalOf(await remove('owner', userId))).toEqual([409, 'last_owner']);
    expect(refusalOf(await setRole('owner', userId, 'admin'))).toEqual([409, 'last_owner']);
    expect(await countedFor()).toBe(userId);
    await db.update(users).set({ deletedAt: null }).where(eq(users.id, id));
    expect((await remove('owner', userId)).status).toBe(204);
    expect(await countedFor()).toBe(id);
  });

  test('is refused to the last owner, who stays one', async () => {
    const { userId } = people.owner;
    expect(refusalOf(await remove('owner', userId))).toEqual([409, 'last_owner']);
    expect(refusalOf(await setRole('owner', userId, 'admin'))).toEqual([409, 'last_owner']);
    expect((await rolesNow())[userId]).toBe('owner');
  });

  test('of the owner whom limits count passes that on to the next one', async () => {
    await setRole('owner', people.editor.userId, 'owner').expect(200);
    expect(await countedFor()).toBe(people.owner.userId);
    await remove('owner', people.owner.userId).expect(204);
    expect(await countedFor()).toBe(people.editor.userId);
  });

  test.each([
    ['leave', (by: 'owner' | 'editor') => remove(by, people[by].userId)],
    ['step down', (by: 'owner' | 'editor') => setRole(by, people[by].userId, 'viewer')],
    [
      'remove each other',
      (by: 'owner' | 'editor') => remove(by, people[by === 'owner' ? 'editor' : 'owner'].userId),
    ],
  ])('two owners who %s at once leave one owner', async (_name, step) => {
    for (let round = 0; round < 5; round += 1) {
      orgId = (await createOrgOf(studio, people)).id;
      await setRole('owner', people.editor.userId, 'owner').expect(200);
      const answers = await Promise.all([step('owner'), step('editor')]);
      expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
      const owners = Object.values(await rolesNow()).filter((role) => role === 'owner');
      expect(owners).toHaveLength(1);
      await expectToBeOwned();
    }
  });

  test('ends the API keys that somebody made, and no others', async () => {
    const { db } = studio.container;
    const theirs = await studio.factories.buildApiKey(orgId, ['read']);
    await db.update(apiKeys).set({ createdBy: people.admin.userId });
    const others = await studio.factories.buildApiKey(orgId, ['read']);
    const statusWith = async (key: string) =>
      (await studio.agent.get(`/api/v1/orgs/${orgId}`).set('Authorization', `Bearer ${key}`))
        .status;
    expect([await statusWith(theirs), await statusWith(others)]).toEqual([200, 200]);
    await remove('owner', people.admin.userId).expect(204);
    expect([await statusWith(theirs), await statusWith(others)]).toEqual([401, 200]);
    const [row] = await audited('member.removed');
    expect(row?.metadataJson).toEqual({ role: 'admin', ...nothingEnded, apiKeysRevoked: 1 });
  });

  test('keeps the webhooks that an admin made, and the audit log tells how many', async () => {
    const { db } = studio.container;
    const hook = { orgId, createdBy: people.admin.userId, secret: 'x', events: ['codegen.*'] };
    const rows = [true, false].map((active) => ({ ...hook, id: newId('webhook'), active }));
    await db.insert(webhooks).values(rows.map((row) => ({ ...row, url: 'https://a.example' })));
    await setRole('owner', people.admin.userId, 'editor').expect(200);
    const [row] = await audited('member.role_changed');
    expect(row?.metadataJson).toMatchObject({ after: 'editor', webhooksKept: 1 });
    expect(
      await db.$count(webhooks, and(eq(webhooks.orgId, orgId), eq(webhooks.active, true))),
    ).toBe(1);
  });
});

describe('transferring an organization', () => {
  test('makes an admin the owner whom limits count, and the caller an admin', async () => {
    const answer = await transfer('owner', people.admin.userId);
    expect([answer.status, (answer.body as Org).role]).toEqual([200, 'admin']);
    const roles = await rolesNow();
    expect([roles[people.admin.userId], roles[people.owner.userId]]).toEqual(['owner', 'admin']);
    expect(await countedFor()).toBe(people.admin.userId);
    expect((await audited('org.transferred')).map(({ metadataJson }) => metadataJson)).toEqual([
      { from: people.owner.userId, to: people.admin.userId },
    ]);
    expect(refusalOf(await transfer('owner', people.owner.userId))).toEqual([403, 'forbidden']);
  });

  test('to oneself changes nothing, and to a stranger is not found', async () => {
    const before = await rolesNow();
    const stranger = await createPerson(studio);
    expect((await transfer('owner', people.owner.userId)).status).toBe(200);
    expect(refusalOf(await transfer('owner', stranger.userId))).toEqual([404, 'not_found']);
    expect([await rolesNow(), await audited('org.transferred')]).toEqual([before, []]);
  });

  test('is to an admin: any other member is made one first', async () => {
    const before = await rolesNow();
    for (const role of ['viewer', 'editor'] as const) {
      const answer = await transfer('owner', people[role].userId);
      expect([...refusalOf(answer), errorOf(answer).details]).toEqual([409, 'conflict', { role }]);
    }
    expect([await rolesNow(), await audited('org.transferred')]).toEqual([before, []]);
  });

  test('uses up nothing of what the new owner may make, and gives nothing back to the old one', async () => {
    const { db } = studio.container;
    expect((await transfer('owner', people.admin.userId)).status).toBe(200);
    const [org] = await db.select().from(orgs).where(eq(orgs.id, orgId));
    expect(org).toMatchObject({
      ownerUserId: people.admin.userId,
      createdBy: people.owner.userId,
    });
    await remove('owner', people.owner.userId).expect(204);
    const make = { name: 'More' };
    for (const [by, madeBefore] of [
      ['admin', 0],
      ['owner', 1],
    ] as const) {
      for (let i = madeBefore; i < LIMITS.orgsPerOwnerMax; i += 1) {
        await studio.factories.buildOrg({ ownerUserId: people[by].userId });
      }
      const answer = await studio.agent.post('/api/v1/orgs').set(people[by].headers).send(make);
      expect(refusalOf(answer)).toEqual([422, 'limit_exceeded']);
      const { actual } = errorOf(answer).details as { actual: number };
      expect(actual).toBe(LIMITS.orgsPerOwnerMax);
    }
  });

  test('to two at once, or to one who leaves meanwhile, leaves one owner', async () => {
    for (let round = 0; round < 5; round += 1) {
      orgId = (await createOrgOf(studio, people)).id;
      await setRole('owner', people.editor.userId, 'admin').expect(200);
      await Promise.all([
        transfer('owner', people.admin.userId),
        transfer('owner', people.editor.userId),
        remove('admin', people.admin.userId),
      ]);
      const owners = Object.values(await rolesNow()).filter((role) => role === 'owner');
      expect(owners).toHaveLength(1);
      await expectToBeOwned();
    }
  });
});
