import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { CreatedApiKey, Session } from '@promptly/common';

import { auditLogs, erasures, invitations, orgs, users } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const DAY_MS = 24 * 60 * 60_000;
const PASSWORD = 'correct horse battery';

let studio: TestApp;
let clock = 0;
beforeAll(async () => {
  studio = await createTestApp({ now: () => new Date(Date.now() + clock) });
});
afterAll(() => studio.dispose());

let made = 0;
/** Somebody who signed up, with the organization that this made. */
async function signUp() {
  made += 1;
  const email = `person${made}@example.com`;
  const answer = await studio.agent.post('/api/v1/auth/signup').send({ email, password: PASSWORD });
  const { user, accessToken, refreshToken } = answer.body as Session;
  const [org] = await studio.container.db.select().from(orgs).where(eq(orgs.ownerUserId, user.id));
  const headers = { Authorization: `Bearer ${accessToken}` };
  return { id: user.id, email, refreshToken, headers, orgId: org!.id };
}

type Headers = Record<string, string>;
const remove = async (headers: Headers, body: object = { password: PASSWORD }) =>
  studio.agent.delete('/api/v1/auth/me').set(headers).send(body);
const signIn = async (email: string) =>
  studio.agent.post('/api/v1/auth/login').send({ email, password: PASSWORD });
const findUser = async (id: string) =>
  (await studio.container.db.select().from(users).where(eq(users.id, id)))[0];
const findOrg = async (id: string) =>
  (await studio.container.db.select().from(orgs).where(eq(orgs.id, id)))[0];

test('the password is asked for', async () => {
  const { id, headers } = await signUp();
  for (const body of [{}, { password: 'wrong' }]) {
    expect(refusalOf(await remove(headers, body))).toEqual([422, 'wrong_password']);
  }
  expect((await findUser(id))?.deletedAt).toBeNull();
});

test('an account without a password is deleted by a recent sign-in only', async () => {
  const { id } = await studio.factories.buildUser();
  const headers = await studio.bearer(id);
  try {
    clock = 11 * 60_000;
    expect(refusalOf(await remove(headers, {}))).toEqual([401, 'token_expired']);
    const { accessTokens } = studio.container;
    const sessionId = await studio.factories.buildSession(id);
    const token = await accessTokens.sign({ userId: id, sessionId });
    const old = { Authorization: `Bearer ${token}` };
    expect(refusalOf(await remove(old, {}))).toEqual([403, 'reauthentication_required']);
  } finally {
    clock = 0;
  }
  expect((await remove(await studio.bearer(id), {})).status).toBe(202);
});

test('with it go its sessions, and organizations without another member', async () => {
  const { id, orgId, headers, refreshToken } = await signUp();
  const answer = await remove(headers);
  const { erasesAt } = answer.body as { erasesAt: string };
  expect(answer.status).toBe(202);
  expect(new Date(erasesAt).getTime() - Date.now()).toBeGreaterThan(29 * DAY_MS);
  expect((await findOrg(orgId))?.deletedAt).not.toBeNull();
  const refresh = await studio.agent.post('/api/v1/auth/refresh').send({ refreshToken });
  expect(refresh.status).toBe(401);
  // The access token runs for some minutes more, and opens nothing.
  const me = await studio.agent.get('/api/v1/auth/me').set(headers);
  expect(refusalOf(me)).toEqual([401, 'unauthenticated']);
  const org = await studio.agent.get(`/api/v1/orgs/${orgId}`).set(headers);
  expect(refusalOf(org)).toEqual([404, 'not_found']);
  expect((await findUser(id))?.deletedAt).not.toBeNull();
});

test('keys and invitations that it gave out in organizations of others end with it, for good', async () => {
  const { id, email, headers } = await signUp();
  const { id: orgId } = await studio.factories.buildOrg();
  await studio.factories.addMember(orgId, id, 'admin');
  const post = (path: string, body: object) =>
    studio.agent.post(`/api/v1${path}`).set(headers).send(body);
  const made = await post('/auth/api-keys', { orgId, name: 'Kept', scopes: ['read'] });
  const key = { Authorization: `Bearer ${(made.body as CreatedApiKey).secret}` };
  await post(`/orgs/${orgId}/invite`, { email: 'ally@example.com', role: 'admin' });
  const use = async () => (await studio.agent.get(`/api/v1/orgs/${orgId}`).set(key)).status;
  const invited = () => studio.container.db.$count(invitations, eq(invitations.orgId, orgId));
  expect([await use(), await invited()]).toEqual([200, 1]);
  expect((await remove(headers)).status).toBe(202);
  expect([await use(), await invited()]).toEqual([401, 0]);
  const about = eq(auditLogs.action, 'member.account_deleted');
  const rows = await studio.container.db.select().from(auditLogs).where(about);
  expect(rows.map((row) => [row.orgId, row.entityId, row.metadataJson])).toEqual([
    [orgId, id, { apiKeysRevoked: 1, invitationsRevoked: 1, webhooksKept: 0 }],
  ]);
  expect((await signIn(email)).status).toBe(200);
  expect(await use()).toBe(401);
});

test('who alone owns an organization of others has to pass it on first', async () => {
  const { headers, orgId } = await signUp();
  const other = await studio.factories.buildUser();
  await studio.factories.addMember(orgId, other.id, 'admin');
  const refused = await remove(headers);
  expect(refusalOf(refused)).toEqual([409, 'last_owner']);
  expect(errorOf(refused).details).toEqual({ orgIds: [orgId] });
  const pass = studio.agent.post(`/api/v1/orgs/${orgId}/transfer`).set(headers);
  expect((await pass.send({ userId: other.id })).status).toBe(200);
  expect((await remove(headers)).status).toBe(202);
  expect((await findOrg(orgId))?.deletedAt).toBeNull();
});

test('an owner whose account is deleted is none to leave others with', async () => {
  const { headers, orgId } = await signUp();
  const [gone, other] = [await signUp(), await studio.factories.buildUser()];
  await studio.factories.addMember(orgId, gone.id, 'owner');
  await studio.factories.addMember(orgId, other.id, 'viewer');
  expect((await remove(gone.headers)).status).toBe(202);
  expect(refusalOf(await remove(headers))).toEqual([409, 'last_owner']);
});

test('signing in takes it back, for the organizations too', async () => {
  const { id, email, headers, orgId } = await signUp();
  await remove(headers);
  const answers = await Promise.all([signIn(email), signIn(email), signIn(email)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await findUser(id))?.deletedAt).toBeNull();
  expect((await findOrg(orgId))?.deletedAt).toBeNull();
  const open = await studio.container.db.select().from(erasures).where(eq(erasures.subjectId, id));
  expect(open).toEqual([]);
});

test('once the day has come, signing in is of no use', async () => {
  const { id, email, headers } = await signUp();
  await remove(headers);
  try {
    clock = 31 * DAY_MS;
    expect(refusalOf(await signIn(email))).toEqual([401, 'unauthenticated']);
    while (await studio.container.services.erasures.runNext());
    expect(refusalOf(await signIn(email))).toEqual([401, 'invalid_credentials']);
  } finally {
    clock = 0;
  }
  expect(await findUser(id)).toBeUndefined();
});

test('of erasing and signing in at once, one wins wholly', async () => {
  const { id, email, headers, orgId } = await signUp();
  await remove(headers);
  const dueAt = new Date(Date.now() + 50);
  await studio.container.db.update(erasures).set({ dueAt }).where(eq(erasures.subjectId, id));
  const [{ status }] = await Promise.all([
    signIn(email),
    (async () => {
      while (Date.now() < dueAt.getTime() + 200) await studio.container.services.erasures.runNext();
    })(),
  ]);
  const isThere = (await findUser(id)) !== undefined;
  expect([isThere, (await findOrg(orgId)) !== undefined]).toEqual([status === 200, status === 200]);
});

test('nobody passes an organization on to a deleted account', async () => {
  const { headers, orgId } = await signUp();
  const gone = await signUp();
  await studio.factories.addMember(orgId, gone.id, 'admin');
  await remove(gone.headers);
  const pass = studio.agent.post(`/api/v1/orgs/${orgId}/transfer`).set(headers);
  expect(refusalOf(await pass.send({ userId: gone.id }))).toEqual([409, 'conflict']);
});
