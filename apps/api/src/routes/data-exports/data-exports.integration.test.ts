import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { newId, type DataExport } from '@promptly/common';

import {
  apiKeys,
  auditLogs,
  dataExports,
  invitations,
  orgMembers,
  revisions,
  snapshots,
  users,
} from '../../db/schema/index.ts';
import { asBuffer, unpack } from '../../testing/archives.ts';
import { refusalOf } from '../../testing/answers.ts';
import { pathOf } from '../../testing/export-client.ts';
import { createProjectClient } from '../../testing/project-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const HOUR_MS = 60 * 60_000;

let studio: TestApp;
let clock = 0;
beforeAll(async () => {
  studio = await createTestApp({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => studio.dispose());

type Headers = Record<string, string>;
const ask = async (headers: Headers, path: string) =>
  studio.agent.post(`/api/v1${path}`).set(headers);
const read = async (headers: Headers, id: string) =>
  studio.agent.get(`/api/v1/data-exports/${id}`).set(headers);
const idOf = (answer: { body: unknown }) => (answer.body as { dataExportId: string }).dataExportId;

async function download(url: string | null, headers: Headers = {}) {
  return studio.agent.get(pathOf(url)).set(headers).buffer(true).parse(asBuffer);
}

/** The files of an archive that was asked for, once it is built. */
async function built(headers: Headers, id: string) {
  while (await studio.container.services.dataExports.runNext());
  const view = (await read(headers, id)).body as DataExport;
  const files = await unpack((await download(view.downloadUrl)).body as Buffer);
  return { view, files };
}

const rowsIn = (files: Record<string, Uint8Array>, table: string) =>
  JSON.parse(Buffer.from(files[`data/${table}.json`] ?? []).toString() || '[]') as Record<
    string,
    unknown
  >[];

test('an owner gets everything of the organization and its files, without a secret', async () => {
  const client = await createProjectClient(studio);
  await client.save('src/poem.txt', 'Imigongo', null);
  const key = await studio.factories.buildApiKey(client.orgId, ['read']);
  const other = await createProjectClient(studio);
  const asked = await ask(client.headers, `/orgs/${client.orgId}/data-export`);
  expect(asked.status).toBe(202);

  const { view, files } = await built(client.headers, idOf(asked));

  expect(view).toMatchObject({ status: 'succeeded', orgId: client.orgId });
  expect(Buffer.from(files['files/shop/src/poem.txt'] ?? []).toString()).toBe('Imigongo');
  expect(rowsIn(files, 'ps_projects').map(({ id }) => id)).toEqual([client.projectId]);
  expect(rowsIn(files, 'ps_audit_logs').map(({ action }) => action)).toContain('files.saved');
  const summary = JSON.parse(Buffer.from(files['summary.json'] ?? []).toString()) as object;
  expect(summary).toMatchObject({
    ...{ schemaVersion: 1, of: 'org', unreadable: [] },
    rows: { ps_orgs: 1, ps_api_keys: 1 },
  });
  const all = Buffer.concat(Object.values(files)).toString();
  const [row] = await studio.container.db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.orgId, client.orgId));
  expect(row?.hashedKey).toBeTruthy();
  for (const absent of [key, row?.hashedKey, other.orgId, other.projectId]) {
    expect(all).not.toContain(absent);
  }
});

test('a user gets what is about them, and nothing of others', async () => {
  const client = await createProjectClient(studio);
  const me = await client.as('editor');
  await me.save('mine.txt', 'x', null);
  const asked = await ask(me.headers, '/auth/me/data-export');
  const { files } = await built(me.headers, idOf(asked));
  const [user] = rowsIn(files, 'ps_users');
  expect([user?.id, Object.keys(user ?? {})]).toEqual([
    me.actor.userId,
    expect.not.arrayContaining(['password_hash']),
  ]);
  expect(rowsIn(files, 'ps_org_members')).toHaveLength(1);
  expect(rowsIn(files, 'ps_revisions')).toHaveLength(1);
  expect(rowsIn(files, 'ps_projects')).toEqual([]);
  expect(Buffer.concat(Object.values(files)).toString()).not.toContain(client.actor.userId);
});

test('a member who was removed gets nothing more of what they made in the organization', async () => {
  const client = await createProjectClient(studio);
  const me = await client.as('editor');
  await me.save('mine.txt', 'x', null);
  const { userId } = me.actor;
  const { db } = studio.container;
  await studio.factories.buildApiKey(client.orgId, ['read']);
  await db.update(apiKeys).set({ createdBy: userId }).where(eq(apiKeys.orgId, client.orgId));
  const [revision] = await db.select().from(revisions).where(eq(revisions.authorUserId, userId));
  await db.insert(snapshots).values({
    ...{ id: newId('snapshot'), projectId: client.projectId, name: 'v1', createdBy: userId },
    revisionId: revision?.id ?? '',
  });
  const ofOrgs = ['ps_api_keys', 'ps_revisions', 'ps_snapshots'];
  const countsNow = async () => {
    const { files } = await built(me.headers, idOf(await ask(me.headers, '/auth/me/data-export')));
    return ofOrgs.map((table) => rowsIn(files, table).length);
  };
  expect(await countsNow()).toEqual([1, 1, 1]);
  await db.delete(orgMembers).where(eq(orgMembers.userId, userId));
  expect(await countsNow()).toEqual([0, 0, 0]);
});

test('what was sent to an address is told to whoever showed that it is theirs', async () => {
  const client = await createProjectClient(studio);
  const { actor, headers } = await client.as('viewer');
  const { db } = studio.container;
  const isMe = eq(users.id, actor.userId);
  const [me] = await db.select().from(users).where(isMe);
  await db.insert(invitations).values({
    ...{ id: newId('invitation'), orgId: client.orgId, email: me?.email ?? '', role: 'viewer' },
    ...{ tokenHash: actor.userId, expiresAt: new Date() },
  });
  const invited = async () => {
    const { files } = await built(headers, idOf(await ask(headers, '/auth/me/data-export')));
    return rowsIn(files, 'ps_invitations').map(({ email }) => email);
  };
  await db.update(users).set({ emailVerifiedAt: null }).where(isMe);
  expect(await invited()).toEqual([]);
  await db.update(users).set({ emailVerifiedAt: new Date() }).where(isMe);
  expect(await invited()).toEqual([me?.email]);
});

test('a user gets what others did to them, by pseudonyms that hold within one archive', async () => {
  const client = await createProjectClient(studio);
  const me = await client.as('editor');
  const at = `/api/v1/orgs/${client.orgId}/members/${me.actor.userId}`;
  await studio.agent.patch(at).set(client.headers).send({ role: 'viewer' }).expect(200);
  await studio.agent.delete(at).set(client.headers).expect(204);
  const handedOut = async () => {
    const asked = await ask(me.headers, '/auth/me/data-export');
    const { files } = await built(me.headers, idOf(asked));
    const all = rowsIn(files, 'ps_audit_logs');
    return { files, rows: all.filter(({ entity_type: type }) => type === 'member') };
  };
  const { files, rows } = await handedOut();
  expect(rows.map(({ action }) => action)).toEqual(['member.role_changed', 'member.removed']);
  for (const row of rows) expect(row.user_id).toMatch(/^another-[0-9a-f]{12}$/);
  expect(new Set(rows.map(({ user_id: by }) => by)).size).toBe(1);
  // What is made of ids alone, anybody could make of the ids of those who may be meant.
  expect((await handedOut()).rows[0]?.user_id).not.toBe(rows[0]?.user_id);
  expect(rows[0]).toMatchObject({ ip: null, metadata_json: { before: 'editor', after: 'viewer' } });
  expect(rows[0]).not.toHaveProperty('hash');
  expect(Buffer.concat(Object.values(files)).toString()).not.toContain(client.actor.userId);
});

test('asking twice at once asks once, and it is in the audit log', async () => {
  const client = await createProjectClient(studio);
  const path = `/orgs/${client.orgId}/data-export`;
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(client.headers, path)));
  expect(new Set(answers.map(idOf)).size).toBe(1);
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, idOf(answers[0]!)));
  expect(rows.map(({ action }) => action)).toEqual(['org.data_export_requested']);
});

test('it is for owners alone, also of a deleted organization', async () => {
  const client = await createProjectClient(studio);
  const admin = await client.as('admin');
  const path = `/orgs/${client.orgId}/data-export`;
  expect(refusalOf(await ask(admin.headers, path))).toEqual([403, 'forbidden']);
  const deletion = studio.agent.delete(`/api/v1/orgs/${client.orgId}`).set(client.headers);
  expect((await deletion).status).toBe(202);
  const id = idOf(await ask(client.headers, path));
  expect(refusalOf(await read(admin.headers, id))).toEqual([404, 'not_found']);
  expect((await built(client.headers, id)).view.status).toBe('succeeded');
});

test('the address is good for a day, the archive for a week', async () => {
  const client = await createProjectClient(studio);
  const id = idOf(await ask(client.headers, '/auth/me/data-export'));
  const { view } = await built(client.headers, id);
  const { headers } = await download(view.downloadUrl, { Range: 'bytes=0-1' });
  expect(headers).toMatchObject({
    'content-range': `bytes 0-1/${view.size}`,
    'content-disposition': 'attachment; filename=data-export.zip',
    etag: `"${view.sha256}"`,
  });
  const forged = (view.downloadUrl ?? '').replace(/expires=\d+/, 'expires=9999999999');
  expect((await download(forged)).status).toBe(404);
  try {
    clock = 25 * HOUR_MS;
    expect((await download(view.downloadUrl)).status).toBe(410);
    clock = 8 * 24 * HOUR_MS;
    const { dataExports: service } = studio.container.services;
    await service.expire();
  } finally {
    clock = 0;
  }
  const [row] = await studio.container.db.select().from(dataExports).where(eq(dataExports.id, id));
  expect([row?.status, row?.artifactStorageKey]).toEqual(['expired', null]);
  expect((await download(view.downloadUrl)).status).toBe(410);
});

test('one whose worker dies is built anew, and what cannot be built fails in the end', async () => {
  const client = await createProjectClient(studio);
  const { db, services, storage } = studio.container;
  const id = idOf(await ask(client.headers, `/orgs/${client.orgId}/data-export`));
  const put = storage.put.bind(storage);
  storage.put = () => Promise.reject(new Error('the disk is away'));
  const waits: number[] = [];
  const runNext = () => services.dataExports.runNext((seconds) => void waits.push(seconds));
  try {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await expect(runNext()).rejects.toThrow('the disk is away');
      await db.update(dataExports).set({ leaseUntil: null }).where(eq(dataExports.id, id));
    }
  } finally {
    storage.put = put;
  }
  expect((await read(client.headers, id)).body).toMatchObject({
    status: 'failed',
    downloadUrl: null,
  });
  expect(await runNext()).toBe(false);
  // Only its first try ended the wait.
  expect(waits).toEqual([expect.any(Number)]);
});

test('many in a row are refused', async () => {
  const client = await createProjectClient(studio);
  for (let n = 0; n < 5; n += 1) {
    await built(client.headers, idOf(await ask(client.headers, '/auth/me/data-export')));
  }
  try {
    clock = HOUR_MS;
    const headers = await studio.bearer(client.actor.userId);
    const refused = await ask(headers, '/auth/me/data-export');
    expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
    const seconds = Number(refused.headers['retry-after']);
    expect(seconds).toBeLessThanOrEqual(23 * 3_600);
    expect(seconds).toBeGreaterThan(22 * 3_600);
  } finally {
    clock = 0;
  }
});

test('what a killed worker left is deleted, and what can be downloaded stays', async () => {
  const client = await createProjectClient(studio);
  const { db, services, storage } = studio.container;
  const { view } = await built(
    client.headers,
    idOf(await ask(client.headers, '/auth/me/data-export')),
  );
  const isIt = eq(dataExports.id, view.id);
  const [row] = await db.select().from(dataExports).where(isIt);
  const key = row?.artifactStorageKey ?? '';
  const left = key.replace('-1.zip', '-0.zip');
  await storage.put(left, Buffer.from('all of it'));
  try {
    clock = 2 * HOUR_MS;
    await services.dataExports.expire();
  } finally {
    clock = 0;
  }
  expect(await storage.head(left)).toBeUndefined();
  expect(await storage.head(key)).toBeDefined();
});
