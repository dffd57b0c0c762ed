import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, getTableName, sql, type Table } from 'drizzle-orm';
import fc from 'fast-check';

import { newId } from '@promptly/common';

import { createDatabase } from '../../db/client.ts';
import * as schema from '../../db/schema/index.ts';
import {
  auditLogs,
  emailTokens,
  erasures,
  invitations,
  orgMembers,
  orgs,
  users,
} from '../../db/schema/index.ts';
import { createFilledOrg } from '../../testing/filled-org.ts';
import { createProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { ANCHOR_KEY } from '../audit-log/anchors.ts';
import { pseudonymise, pseudonymOf } from '../audit-log/pseudonymise.ts';
import { verifyChains } from '../audit-log/verify-chains.ts';
import { recordAudit } from '../audit.ts';
import { createCrashPlan, SimulatedCrash, type CrashPlan } from '../codegen/testing/crash-plan.ts';
import { addTombstone, readTombstones } from './erasure-list.ts';
import { replayErasures } from './replay-erasures.ts';
import { runNextErasure } from './run-erasure.ts';
import { scheduleErasure, subjectHash, type Subject } from './schedule.ts';
import type { ErasureDeps } from './step.ts';

const HOUR_MS = 60 * 60_000;
/** Each death takes a new subject. */
const KILLS_TIMEOUT_MS = 240_000;

let studio: TestApp;
beforeAll(async () => {
  studio = await createTestApp();
});
afterAll(() => studio.dispose());

/** What a worker has; it dies where the plan says. */
function depsOf(plan: CrashPlan = createCrashPlan(), now = () => new Date()): ErasureDeps {
  const { pools, log, storage, envelope } = studio.container;
  return {
    ...{ now, log, envelope, anchorKey: envelope.derive(ANCHOR_KEY) },
    db: createDatabase(plan.wrapPool(pools.query)),
    storage: {
      put: (key, body) => plan.call(() => storage.put(key, body)),
      get: (key, range) => storage.get(key, range),
      getBytes: (key) => storage.getBytes(key),
      head: (key) => storage.head(key),
      delete: (key) => plan.call(() => storage.delete(key)),
      list: (prefix) => storage.list(prefix),
    },
  };
}

async function makeDue(subject: Subject): Promise<void> {
  const { db } = studio.container;
  const at = new Date(Date.now() - HOUR_MS);
  await db.transaction((tx) => scheduleErasure(tx, { subject, at, dueAt: at }));
}

/** Works until nothing is due; a dead worker's lease ends at once. */
async function eraseAll(deps = depsOf()): Promise<void> {
  const { db } = studio.container;
  await db.update(erasures).set({ leaseUntil: null });
  while (await runNextErasure(deps));
}

/** Works until the call with this number, in which the process dies. */
async function dieErasing(dieIn: number): Promise<void> {
  const dying = eraseAll(depsOf(createCrashPlan(dieIn)));
  await dying.catch((error: Error) => {
    const isDeath = [error, error.cause].some((one) => one instanceof SimulatedCrash);
    if (!isDeath) throw error;
  });
}

/** Tables and keys of the storage in which one of the texts still is. */
async function tracesOf(...texts: string[]): Promise<string[]> {
  const { db, storage } = studio.container;
  const found: string[] = [];
  const pattern = texts
    .filter((text) => text !== '')
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
  for (const value of Object.values(schema)) {
    const name = getTableName(value as Table);
    const { rows } = await db.execute<{ text: string }>(
      sql`select distinct substring(t::text from ${pattern}) as text from ${sql.identifier(name)} t
        where t::text ~ ${pattern}`,
    );
    found.push(...rows.map(({ text }) => `${name}: ${text}`));
  }
  for await (const { key } of storage.list('')) {
    if (texts.some((text) => key.includes(text))) found.push(key);
  }
  return found;
}

const faults = async () => {
  const { db, envelope } = studio.container;
  return (await verifyChains(db, envelope.derive(ANCHOR_KEY))).faults;
};

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
  await makeDue({ kind: 'user', id });
  return [id, email, own.id];
}

describe('a user', () => {
  test('is gone from every table and the storage, while the organization of others goes on', async () => {
    const { id, name, own, client } = await createInvolvedUser();
    await makeDue({ kind: 'user', id });
    await eraseAll();
    expect(await tracesOf(id, name, own.orgId, own.projectId)).toEqual([]);
    expect(Object.keys(await client.files())).toContain('mine.txt');
    expect(await faults()).toEqual([]);
  });

  test('has one pseudonym throughout the audit log, and no address in it', async () => {
    const { id, client } = await createInvolvedUser();
    await makeDue({ kind: 'user', id });
    await eraseAll();
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
      await eraseAll(depsOf(counting));
      expect(counting.calls).toBeGreaterThan(30);
      const erased: string[] = [];
      for (let dieIn = 1; dieIn <= counting.calls; dieIn += 1) {
        erased.push(...(await createUserOfTwo(shared.orgId)));
        await dieErasing(dieIn);
        await eraseAll();
      }
      expect(await tracesOf(...erased)).toEqual([]);
      expect(await tracesOf(shared.orgId)).not.toEqual([]);
      expect(await faults()).toEqual([]);
    },
    KILLS_TIMEOUT_MS,
  );

  test('whom two workers erase at once is erased once', async () => {
    const { id, own } = await createInvolvedUser();
    const subject = { kind: 'user', id } as const;
    await makeDue(subject);
    await Promise.all([eraseAll(), eraseAll(), eraseAll()]);
    await eraseAll();
    expect(await tracesOf(id, own.orgId)).toEqual([]);
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
    await makeDue({ kind: 'user', id: client.actor.userId });
    await eraseAll();
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
      await makeDue({ kind: 'user', id });
      await eraseAll();
      told.push((await tracesOf(id, email)).map((trace) => trace.split(':')[0]!).sort());
    }
    expect(told).toEqual([['ps_audit_logs', 'ps_invitations'], []]);
    expect(await faults()).toEqual([]);
  });

  test('is left alone until the day', async () => {
    const { id } = await studio.factories.buildUser();
    const at = new Date();
    const dueAt = new Date(at.getTime() + HOUR_MS);
    const subject = { kind: 'user', id } as const;
    await studio.container.db.transaction((tx) => scheduleErasure(tx, { subject, at, dueAt }));
    await eraseAll();
    expect(await tracesOf(id)).toContain(`ps_users: ${id}`);
    await eraseAll(depsOf(undefined, () => dueAt));
    expect(await tracesOf(id)).toEqual([]);
  });
});

describe('an organization', () => {
  test('is gone from every table and the storage, and the audit log is whole', async () => {
    const { orgId, projectId, ownerId } = await createFilledOrg(studio);
    const anchored = studio.container.services.auditLog.anchor();
    for await (const { seq } of anchored) expect(seq).toBeGreaterThan(0);
    await makeDue({ kind: 'org', id: orgId });
    await eraseAll();
    expect(await tracesOf(orgId, projectId)).toEqual([]);
    expect(await tracesOf(ownerId)).not.toEqual([]);
    expect(await faults()).toEqual([]);
  });

  test(
    'killed after any call, the erasure ends all the same',
    async () => {
      const first = await createFilledOrg(studio);
      await makeDue({ kind: 'org', id: first.orgId });
      const counting = createCrashPlan();
      await eraseAll(depsOf(counting));
      const erased: string[] = [];
      for (let dieIn = 1; dieIn <= counting.calls; dieIn += 1) {
        const { orgId } = await createFilledOrg(studio);
        erased.push(orgId);
        await makeDue({ kind: 'org', id: orgId });
        await dieErasing(dieIn);
        await eraseAll();
      }
      expect(await tracesOf(...erased)).toEqual([]);
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
    await eraseAll();
    expect(await tracesOf(id, own.orgId)).toEqual([]);
    expect(await tracesOf(stays.id)).not.toEqual([]);
    expect(await replayErasures(db, await readTombstones(storage), () => new Date())).toEqual([]);
  });
});

describe('the audit log of somebody erased', () => {
  test('still shows what its owner edits, also where it is called an erasure', async () => {
    const { id } = await studio.factories.buildUser();
    const { db, envelope } = studio.container;
    await recordAudit(db, {
      ...{ userId: id, orgId: null, action: 'test.done', entityType: 'user', entityId: id },
    });
    const key = envelope.derive(ANCHOR_KEY);
    await pseudonymise(db, key, { id, email: '', isEmailVerified: false, name: '' });
    expect(await faults()).toEqual([]);
    const isIt = sql`user_id = ${pseudonymOf(id, key)}`;
    await db.execute(sql`update ps_audit_logs set metadata_json = '{"a": 1}' where ${isIt}`);
    expect((await faults()).map(({ kind }) => kind)).toEqual(['edited']);
    await db.execute(sql`update ps_audit_logs set metadata_json = '{}' where ${isIt}`);
    expect(await faults()).toEqual([]);
    const dropped = db.execute(sql`update ps_audit_logs set erasure_mac = null where ${isIt}`);
    await expect(dropped).rejects.toMatchObject({
      cause: { message: 'the audit log is only added to' },
    });
  });

  test('still shows what was edited in their entry before they were erased', async () => {
    const { id } = await studio.factories.buildUser();
    const { db, envelope } = studio.container;
    const { id: orgId } = await studio.factories.buildOrg();
    await recordAudit(db, {
      ...{ userId: id, orgId, action: 'test.done', entityType: 'user', entityId: id },
    });
    await db.transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.update(auditLogs).set({ action: 'test.undone' }).where(eq(auditLogs.entityId, id));
    });
    const key = envelope.derive(ANCHOR_KEY);
    const known = { id, email: '', isEmailVerified: false, name: '' };
    for (let time = 1; time <= 2; time += 1) await pseudonymise(db, key, known);
    expect(await tracesOf(id)).toEqual([`ps_users: ${id}`]);
    const found = await faults();
    await db.delete(orgs).where(eq(orgs.id, orgId));
    expect(found.map(({ kind, chain }) => [kind, chain])).toEqual([['edited', orgId]]);
  });

  test('keeps the addresses of others, however like theirs, also behind many of them', async () => {
    const { db, envelope } = studio.container;
    const email = `a-${newId('user').toLowerCase()}@gmail.co`;
    const known = { id: newId('user'), email, isEmailVerified: true, name: '' };
    const others = [`${email}m`, `mari${email}`, `x.${email}`, `${email}.uk`, `${email}-x.org`];
    const tell = (about: string) =>
      recordAudit(db, {
        ...{ orgId: null, action: 'test.told', entityType: 'test', entityId: known.id.slice(4) },
        metadata: { about },
      });
    for (let n = 0; n < 205; n += 1) await tell(others[n % others.length]!);
    await tell(`Told ${email}.`);
    await pseudonymise(db, envelope.derive(ANCHOR_KEY), known);
    const rows = await db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, known.id.slice(4)));
    const told = rows.map(({ metadataJson }) => metadataJson.about);
    expect(new Set(told)).toEqual(new Set([...others, 'Told [erased].']));
    expect(rows.filter(({ erasureMac }) => erasureMac !== null)).toHaveLength(1);
    expect(told).toHaveLength(206);
  });

  test('holds nothing of them, whatever they wrote into it', async () => {
    const { db, envelope } = studio.container;
    const key = envelope.derive(ANCHOR_KEY);
    const text = fc.string({ unit: 'grapheme', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(text, text, async (before, behind) => {
        const email = `k+${newId('user')}@example.com`;
        const known = { id: newId('user'), email, isEmailVerified: true, name: '' };
        await recordAudit(db, {
          ...{ orgId: null, action: 'test.done', entityType: 'test', entityId: 'x' },
          metadata: { [before]: `${before}<${email}>${behind}${known.id}` },
        });
        await pseudonymise(db, key, known);
        expect(await tracesOf(known.id, email)).toEqual([]);
      }),
      { numRuns: 15 },
    );
    expect(await faults()).toEqual([]);
  });
});
