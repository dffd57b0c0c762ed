import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId } from '@promptly/common';

import {
  auditLogs,
  emailTokens,
  invitations,
  orgMembers,
  orgs,
  users,
} from '../../db/schema/index.ts';
import { createErasing, type Erasing } from '../../testing/erasures.ts';
import { createFilledOrg } from '../../testing/filled-org.ts';
import { createProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { ANCHOR_KEY } from '../audit-log/anchors.ts';
import { pseudonymOf } from '../audit-log/pseudonymise.ts';
import { recordAudit } from '../audit.ts';
import { createCrashPlan } from '../codegen/testing/crash-plan.ts';
import { addTombstone, readTombstones } from './erasure-list.ts';
import { replayErasures } from './replay-erasures.ts';
import { scheduleErasure, subjectHash } from './schedule.ts';

const HOUR_MS = 60 * 60_000;
/** Each death takes a new subject. */
const KILLS_TIMEOUT_MS = 240_000;

let studio: TestApp;
let erasing: Erasing;
beforeAll(async () => {
  studio = await createTestApp();
  erasing = createErasing(studio);
});
afterAll(() => studio.dispose());

/** A user with an organization of their own and a part in another's, who left their name in many places. */
async function createInvolvedUser() {
  const { factories, container } = studio;
  const { db, services } = container;
  const own = await createFilledOrg(studio);
  const [user] = await db.select().from(users).where(eq(users.id, own.ownerId));
  const { id, email } = user!;
  const name = `Keza ${id.slice(-6)}`;
  await db.update(users).set({ name, emailVerifiedAt: new Date() }).where(eq(users.id, id));
  const client = await createProjectClient(studio);
  await factories.addMember(client.orgId, id, 'editor');
  const actor = await factories.signedIn(id);
  await services.files.write(actor, client.projectId, {
    ...{ path: 'mine.txt', sha: null, bytes: Buffer.from('x') },
  });
  await services.account.update(actor, { avatarUrl: `https://example.com/${id}.png` });
  await services.dataExports.createForMe(actor);
  await services.dataExports.runNext();
  await db.insert(emailTokens).values({
    ...{ id: newId('emailToken'), userId: id, purpose: 'password_reset' },
    ...{ tokenHash: id, expiresAt: new Date() },
  });
  const owner = await factories.signedIn(client.actor.userId);
  const body = { email: `other-${email}`, role: 'viewer' } as const;
  await services.invitations.create(owner, client.orgId, body);
  await recordAudit(db, {
    ...{ orgId: client.orgId, action: 'test.told', entityType: 'test', entityId: 'x' },
    metadata: { about: `mail to ${email.toUpperCase()}`, list: [{ by: id }] },
  });
  return { id, email, name, own, client };
}

/** Somebody who is due, alone in one organization and with others in another. Returns what must not be found. */
async function createUserOfTwo(orgId: string): Promise<string[]> {
  const { factories, container } = studio;
  const { db, storage } = container;
  const { id, email } = await factories.buildUser();
  const own = await factories.buildOrg({ ownerUserId: id });
  await factories.buildProject({ org: own });
  await factories.addMember(orgId, id, 'editor');
  await storage.put(`data-exports/user/${id}/x.zip`, Buffer.from('x'));
  const entity = { entityType: 'user', entityId: id };
  for (const chain of [orgId, null]) {
    await recordAudit(db, { userId: id, orgId: chain, action: 'test.done', ...entity });
  }
  await erasing.makeDue({ kind: 'user', id });
  return [id, email, own.id];
}

describe('a user', () => {
  test('is gone from every table and the storage, while the organization of others goes on', async () => {
    const { id, name, own, client } = await createInvolvedUser();
    await erasing.makeDue({ kind: 'user', id });
    await erasing.eraseAll();
    expect(await erasing.tracesOf(id, name, own.orgId, own.projectId)).toEqual([]);
    expect(Object.keys(await client.files())).toContain('mine.txt');
    expect(await erasing.faults()).toEqual([]);
  });

  test('has one pseudonym throughout the audit log, and no address in it', async () => {
    const { id, client } = await createInvolvedUser();
    await erasing.makeDue({ kind: 'user', id });
    await erasing.eraseAll();
    const { db, envelope } = studio.container;
    const pseudonym = pseudonymOf(id, envelope.derive(ANCHOR_KEY));
    const rows = await db.select().from(auditLogs).where(eq(auditLogs.orgId, client.orgId));
    const theirs = rows.filter(({ userId }) => userId === pseudonym);
    expect(theirs.map(({ action, ip }) => [action, ip])).toEqual([['files.saved', null]]);
    expect(JSON.stringify(rows)).toContain('[erased]');
  });

  test(
    'killed after any call to the database or the storage, the erasure ends all the same',
    async () => {
      const shared = await createProjectClient(studio);
      const counting = createCrashPlan();
      await createUserOfTwo(shared.orgId);
      await erasing.eraseAll(erasing.depsOf(counting));
      expect(counting.calls).toBeGreaterThan(30);
      const erased: string[] = [];
      for (let dieIn = 1; dieIn <= counting.calls; dieIn += 1) {
        erased.push(...(await createUserOfTwo(shared.orgId)));
        await erasing.dieErasing(dieIn);
        await erasing.eraseAll();
      }
      expect(await erasing.tracesOf(...erased)).toEqual([]);
      expect(await erasing.tracesOf(shared.orgId)).not.toEqual([]);
      expect(await erasing.faults()).toEqual([]);
    },
    KILLS_TIMEOUT_MS,
  );

  test('whom two workers erase at once is erased once', async () => {
    const { id, own } = await createInvolvedUser();
    const subject = { kind: 'user', id } as const;
    await erasing.makeDue(subject);
    await Promise.all([erasing.eraseAll(), erasing.eraseAll(), erasing.eraseAll()]);
    await erasing.eraseAll();
    expect(await erasing.tracesOf(id, own.orgId)).toEqual([]);
    const told = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, subjectHash(subject)));
    expect(told.map(({ action }) => action)).toEqual(['user.erased']);
  });

  test('who came to be the only owner of others is followed by whoever may most, for the longest time', async () => {
    const client = await createProjectClient(studio);
    await client.as('editor');
    const admin = await client.as('admin');
    await client.as('admin');
    await erasing.makeDue({ kind: 'user', id: client.actor.userId });
    await erasing.eraseAll();
    const { db } = studio.container;
    const [org] = await db.select().from(orgs).where(eq(orgs.id, client.orgId));
    expect(org?.ownerUserId).toBe(admin.actor.userId);
    const members = await db.select().from(orgMembers).where(eq(orgMembers.orgId, client.orgId));
    expect(members.filter(({ role }) => role === 'owner').map(({ userId }) => userId)).toEqual([
      admin.actor.userId,
    ]);
  });

  test('takes nothing along that lies under an address which they never showed to be theirs', async () => {
    const { db } = studio.container;
    const { id: orgId } = await studio.factories.buildOrg();
    const told: string[][] = [];
    for (const emailVerifiedAt of [null, new Date()]) {
      const { id, email } = await studio.factories.buildUser({ emailVerifiedAt });
      await db.insert(invitations).values({
        ...{ id: newId('invitation'), orgId, email, role: 'viewer' },
        ...{ tokenHash: id, expiresAt: new Date() },
      });
      const entity = { entityType: 'test', entityId: 'x' };
      await recordAudit(db, { orgId, action: 'test.told', ...entity, metadata: { to: email } });
      await recordAudit(db, { orgId, userId: id, action: 'test.done', ...entity });
      await erasing.makeDue({ kind: 'user', id });
      await erasing.eraseAll();
      told.push((await erasing.tracesOf(id, email)).map((trace) => trace.split(':')[0]!).sort());
    }
    expect(told).toEqual([['ps_audit_logs', 'ps_invitations'], []]);
    expect(await erasing.faults()).toEqual([]);
  });

  test('is left alone until the day', async () => {
    const { id } = await studio.factories.buildUser();
    const at = new Date();
    const dueAt = new Date(at.getTime() + HOUR_MS);
    const subject = { kind: 'user', id } as const;
    await studio.container.db.transaction((tx) => scheduleErasure(tx, { subject, at, dueAt }));
    await erasing.eraseAll();
    expect(await erasing.tracesOf(id)).toContain(`ps_users: ${id}`);
    await erasing.eraseAll(erasing.depsOf(undefined, () => dueAt));
    expect(await erasing.tracesOf(id)).toEqual([]);
  });
});

describe('an organization', () => {
  test('is gone from every table and the storage, and the audit log is whole', async () => {
    const { orgId, projectId, ownerId } = await createFilledOrg(studio);
    const anchored = studio.container.services.auditLog.anchor();
    for await (const { seq } of anchored) expect(seq).toBeGreaterThan(0);
    await erasing.makeDue({ kind: 'org', id: orgId });
    await erasing.eraseAll();
    expect(await erasing.tracesOf(orgId, projectId)).toEqual([]);
    expect(await erasing.tracesOf(ownerId)).not.toEqual([]);
    expect(await erasing.faults()).toEqual([]);
  });

  test(
    'killed after any call, the erasure ends all the same',
    async () => {
      const first = await createFilledOrg(studio);
      await erasing.makeDue({ kind: 'org', id: first.orgId });
      const counting = createCrashPlan();
      await erasing.eraseAll(erasing.depsOf(counting));
      const erased: string[] = [];
      for (let dieIn = 1; dieIn <= counting.calls; dieIn += 1) {
        const { orgId } = await createFilledOrg(studio);
        erased.push(orgId);
        await erasing.makeDue({ kind: 'org', id: orgId });
        await erasing.dieErasing(dieIn);
        await erasing.eraseAll();
      }
      expect(await erasing.tracesOf(...erased)).toEqual([]);
    },
    KILLS_TIMEOUT_MS,
  );
});

describe('after a restore from a backup', () => {
  test('whom the list names is erased again, and nobody else', async () => {
    const { id, own } = await createInvolvedUser();
    const stays = await studio.factories.buildUser();
    const { db, storage } = studio.container;
    const entry = {
      subjectHash: subjectHash({ kind: 'user', id }),
      erasedAt: '2026-01-01T00:00:00Z',
    };
    await addTombstone(storage, { kind: 'user', ...entry });
    const list = await readTombstones(storage);
    expect(JSON.stringify(list)).not.toContain(id);
    const found = await replayErasures(db, list, () => new Date());
    expect(found).toEqual([{ kind: 'user', id }]);
    await erasing.eraseAll();
    expect(await erasing.tracesOf(id, own.orgId)).toEqual([]);
    expect(await erasing.tracesOf(stays.id)).not.toEqual([]);
    expect(await replayErasures(db, await readTombstones(storage), () => new Date())).toEqual([]);
  });
});
