import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';

import type { Me } from '@promptly/common';

import { invitations, sessions, users } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { startStubServer, type StubServer } from '../../testing/oauth/stub-server.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const SUPABASE = 'https://abc.supabase.test/auth/v1';
const FIREBASE = 'https://securetoken.google.com/my-project';
const HOUR_S = 3_600;

let keys: StubServer;
let studio: TestApp;
let people = 0;
const now = () => new Date();
const [own, foreign] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
const curve = await generateKeyPair('ES256');

beforeAll(async () => {
  const jwks = [
    { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256' },
    { ...(await exportJWK(curve.publicKey)), kid: 'curve', alg: 'ES256' },
  ];
  keys = await startStubServer(() => ({ json: { keys: jwks } }));
  studio = await createTestApp({ env: envOf(keys) });
});
afterAll(async () => {
  await studio.dispose();
  await keys.close();
});

const envOf = ({ url }: StubServer) => ({
  ...{ SUPABASE_JWKS_URL: `${url}/jwks`, SUPABASE_ISSUER: SUPABASE },
  ...{ SUPABASE_EMAILS_VERIFIED: 'true' },
  ...{ FIREBASE_PROJECT_ID: 'my-project', FIREBASE_JWKS_URL: `${url}/jwks` },
});

interface Signing {
  alg?: string;
  kid?: string;
  key?: CryptoKey | Uint8Array;
}

function tokenOf(claims: JWTPayload, { alg = 'RS256', kid = 'own', key }: Signing = {}) {
  const at = Math.floor(now().getTime() / 1000);
  return new SignJWT({ iat: at, exp: at + HOUR_S, ...claims })
    .setProtectedHeader({ alg, kid })
    .sign(key ?? own.privateKey);
}

function person(): { sub: string; email: string } {
  people += 1;
  return { sub: `subject-${people}`, email: `foreign${people}@example.com` };
}

const ofSupabase = (who: object, claims: JWTPayload = {}) => ({
  ...{ iss: SUPABASE, aud: 'authenticated', role: 'authenticated', session_id: 'session-1' },
  ...who,
  ...claims,
});
const ofFirebase = (who: object, claims: JWTPayload = {}) => ({
  ...{ iss: FIREBASE, aud: 'my-project', auth_time: 1_700_000_000, email_verified: true },
  ...who,
  ...claims,
});

const getMe = (token: string, { agent } = studio) =>
  agent.get('/api/v1/auth/me').set('Authorization', `Bearer ${token}`);

describe.each([
  ['Supabase', ofSupabase],
  ['Firebase', ofFirebase],
])('a token of %s', (_name, ofIssuer) => {
  test('makes an account at its first use, and is that account from then on', async () => {
    const who = person();
    const first = await getMe(await tokenOf(ofIssuer(who)));
    expect(first.body).toMatchObject({
      ...{ email: who.email, emailVerified: true, orgs: [{ role: 'owner' }] },
    });
    const renewed = await getMe(await tokenOf(ofIssuer(who, { exp: 4_000_000_000 })));
    expect((renewed.body as Me).id).toBe((first.body as Me).id);
  });

  test('makes one account and one session, however many first calls come at once', async () => {
    const token = await tokenOf(ofIssuer(person()));
    const answers = await Promise.all(Array.from({ length: 6 }, () => getMe(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
    expect(new Set(answers.map(({ body }) => (body as Me).id)).size).toBe(1);
    const isTheirs = eq(sessions.userId, (answers[0]?.body as Me).id);
    expect(await studio.container.db.$count(sessions, isTheirs)).toBe(1);
  });

  test.each([
    ['of another issuer', { iss: 'https://evil.test' }, {}],
    ['for another audience', { aud: 'another' }, {}],
    ['of nobody', { sub: undefined }, {}],
    ['without an end', { exp: undefined }, {}],
    ['signed by another key', {}, { key: foreign.privateKey }],
    ['signed by a key that is not known', {}, { kid: 'unknown' }],
    ['signed by a shared secret', {}, { alg: 'HS256', key: Buffer.alloc(32, 1) }],
    ['signed in a way that is not taken', {}, { alg: 'PS256' }],
  ])('%s is refused', async (_how, claims: JWTPayload, signing: Signing) => {
    const pair = signing.alg === 'PS256' ? await generateKeyPair('PS256') : null;
    const key = pair?.privateKey ?? signing.key;
    const token = await tokenOf(ofIssuer(person(), claims), { ...signing, key });
    expect(refusalOf(await getMe(token))).toEqual([401, 'unauthenticated']);
  });

  test('that has expired says so', async () => {
    const token = await tokenOf(ofIssuer(person(), { exp: 1_700_000_000 }));
    expect(refusalOf(await getMe(token))).toEqual([401, 'token_expired']);
  });

  test('opens no account of the same address that was never verified here', async () => {
    const who = person();
    const body = { email: who.email, password: 'a long enough password' };
    await studio.agent.post('/api/v1/auth/signup').send(body).expect(201);
    const answer = await getMe(await tokenOf(ofIssuer(who)));
    expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    expect(errorOf(answer).details).toEqual({ reason: 'account_exists' });
  });

  test('stops working once its session was ended here, and others of the user go on', async () => {
    const who = person();
    const [first, second] = [
      await tokenOf(ofIssuer(who)),
      await tokenOf(ofIssuer(who, { session_id: 'session-2', auth_time: 1_700_000_001 })),
    ];
    await getMe(first).expect(200);
    await getMe(second).expect(200);
    const list = await studio.agent
      .get('/api/v1/auth/sessions')
      .set('Authorization', `Bearer ${first}`);
    const { items } = list.body as { items: { id: string; current: boolean }[] };
    const current = items.find((session) => session.current)?.id ?? '';
    await studio.agent
      .delete(`/api/v1/auth/sessions/${current}`)
      .set('Authorization', `Bearer ${second}`)
      .expect(204);
    expect(refusalOf(await getMe(first))).toEqual([401, 'unauthenticated']);
    const renewed = await tokenOf(ofIssuer(who, { exp: 4_000_000_000 }));
    expect(refusalOf(await getMe(renewed))).toEqual([401, 'unauthenticated']);
    expect((await getMe(second)).status).toBe(200);
  });
});

describe.each([
  ['Supabase', ofSupabase, 'supabase'],
  ['Firebase', ofFirebase, 'firebase'],
] as const)('between two tokens of %s', (_name, ofIssuer, provider) => {
  const otherSession = { session_id: 'session-2', auth_time: 1_700_000_001 };

  /** Somebody whose last token has expired, and the next one. */
  async function idle() {
    const who = person();
    const { id, email } = (await getMe(await tokenOf(ofIssuer(who)))).body as Me;
    const idleExpiresAt = new Date(now().getTime() - 1_000);
    const { db } = studio.container;
    await db.update(sessions).set({ idleExpiresAt }).where(eq(sessions.userId, id));
    return { who, id, email, next: await tokenOf(ofIssuer(who, { exp: 4_000_000_000 })) };
  }

  test('a new password ends the session for good', async () => {
    const { email, next } = await idle();
    await studio.agent.post('/api/v1/auth/password-reset').send({ email }).expect(202);
    const waiting = await studio.container.mails.waiting();
    const text = waiting.filter(({ to }) => to === email).at(-1)?.text ?? '';
    const token = /#token=([\w-]+)/.exec(text)?.[1] ?? '';
    const body = { token, newPassword: 'another long password' };
    await studio.agent.post('/api/v1/auth/password-reset/confirm').send(body).expect(204);
    expect(refusalOf(await getMe(next))).toEqual([401, 'unauthenticated']);
  });

  test('the session is listed, and can be ended', async () => {
    const { who, id, next } = await idle();
    const isTheirs = eq(sessions.userId, id);
    const [row] = await studio.container.db.select().from(sessions).where(isTheirs);
    const bearer = { Authorization: `Bearer ${await tokenOf(ofIssuer(who, otherSession))}` };
    const list = await studio.agent.get('/api/v1/auth/sessions').set(bearer);
    expect((list.body as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ id: row?.id, current: false }),
    );
    await studio.agent
      .delete(`/api/v1/auth/sessions/${row?.id ?? ''}`)
      .set(bearer)
      .expect(204);
    expect(refusalOf(await getMe(next))).toEqual([401, 'unauthenticated']);
  });

  test('the account that was deleted stays so', async () => {
    const { id, next } = await idle();
    await studio.container.db.update(users).set({ deletedAt: now() }).where(eq(users.id, id));
    expect(refusalOf(await getMe(next))).toEqual([401, 'unauthenticated']);
  });

  test('and after it is unlinked, neither the same token nor one of another sign-in comes back', async () => {
    const who = person();
    const token = await tokenOf(ofIssuer(who));
    const { id } = (await getMe(token)).body as Me;
    const hasPassword = { passwordHash: 'some password' };
    await studio.container.db.update(users).set(hasPassword).where(eq(users.id, id));
    await studio.agent
      .delete(`/api/v1/auth/me/linked-accounts/${provider}`)
      .set('Authorization', `Bearer ${token}`)
      .expect(204);
    expect(refusalOf(await getMe(token))).toEqual([401, 'unauthenticated']);
    const another = await getMe(await tokenOf(ofIssuer(who, otherSession)));
    expect(errorOf(another).details).toEqual({ reason: 'account_exists' });
  });

  test('and after it was unlinked, joins again by the word of who signed in of late', async () => {
    const who = person();
    const { id } = (await getMe(await tokenOf(ofIssuer(who)))).body as Me;
    const { db } = studio.container;
    await db.update(users).set({ passwordHash: 'some password' }).where(eq(users.id, id));
    const as = await studio.bearer(id);
    await studio.agent.delete(`/api/v1/auth/me/linked-accounts/${provider}`).set(as).expect(204);
    const next = await tokenOf(ofIssuer(who, otherSession));
    const link = (token: string, headers: { Authorization: string }) =>
      studio.agent.post('/api/v1/auth/me/linked-accounts').set(headers).send({ token });

    const forged = await tokenOf(ofIssuer(who, otherSession), { key: foreign.privateKey });
    expect(refusalOf(await link(forged, as))).toEqual([422, 'validation_failed']);
    const early = { createdAt: new Date(Date.now() - 11 * 60_000) };
    const old = await studio.bearer(id);
    await db.update(sessions).set(early).where(eq(sessions.userId, id));
    expect(refusalOf(await link(next, old))).toEqual([403, 'reauthentication_required']);
    expect((await link(next, await studio.bearer(id))).status).toBe(204);
    expect(((await getMe(next)).body as Me).id).toBe(id);

    const other = await studio.bearer((await studio.factories.buildUser()).id);
    expect(refusalOf(await link(next, other))).toEqual([409, 'already_linked']);
  });
});

describe('an address', () => {
  test('is proved by Firebase’s own word', async () => {
    const token = await tokenOf(ofFirebase(person(), { email_verified: false }));
    expect(errorOf(await getMe(token)).details).toEqual({ reason: 'email_unverified' });
  });

  test('is not proved by what users of Supabase write about themselves', async () => {
    const env = { ...envOf(keys), SUPABASE_EMAILS_VERIFIED: 'false' };
    const careful = await createTestApp({ env });
    const claims = { user_metadata: { email_verified: true, full_name: 'Ada' } };
    const claimed = await getMe(await tokenOf(ofSupabase(person(), claims)), careful);
    expect(errorOf(claimed).details).toEqual({ reason: 'email_unverified' });
    const hooked = await tokenOf(ofSupabase(person(), { email_verified: true, ...claims }));
    expect((await getMe(hooked, careful)).body).toMatchObject({ name: 'Ada' });
    await careful.dispose();
  });

  test('is missing of those who are anonymous at Supabase', async () => {
    const token = await tokenOf(ofSupabase(person(), { is_anonymous: true }));
    expect(refusalOf(await getMe(token))).toEqual([401, 'unauthenticated']);
  });
});

test('keys on curves are taken from Supabase, and not from Firebase', async () => {
  const signing = { alg: 'ES256', kid: 'curve', key: curve.privateKey };
  expect((await getMe(await tokenOf(ofSupabase(person()), signing))).status).toBe(200);
  expect((await getMe(await tokenOf(ofFirebase(person()), signing))).status).toBe(401);
});

test('keys are asked for once, whatever keys are named', async () => {
  await getMe(await tokenOf(ofSupabase(person()))).expect(200);
  const before = keys.requests.length;
  for (const kid of ['a', 'b', 'c', 'd']) {
    await getMe(await tokenOf(ofSupabase(person()), { kid })).expect(401);
  }
  expect(keys.requests.length).toBe(before);
});

test('keys that cannot be read are no fault of the caller, and are not asked for by each call', async () => {
  const broken = await startStubServer(() => ({ status: 500 }));
  const lost = await createTestApp({ env: envOf(broken) });
  for (let i = 0; i < 5; i += 1) {
    const answer = await getMe(await tokenOf(ofSupabase(person())), lost);
    expect(refusalOf(answer)).toEqual([503, 'unavailable']);
  }
  expect(broken.requests).toHaveLength(1);
  await lost.dispose();
  await broken.close();
});

test('where people are invited, a token makes the account of an address that is', async () => {
  const byInvitation = await createTestApp({ env: { ...envOf(keys), SIGNUP: 'invite' } });
  const { id: orgId, ownerUserId } = await byInvitation.factories.buildOrg();
  const [guest, late, stranger] = [person(), person(), person()];
  for (const { email } of [guest, late]) {
    await byInvitation.agent
      .post(`/api/v1/orgs/${orgId}/invite`)
      .set(await byInvitation.bearer(ownerUserId))
      .send({ email, role: 'viewer' })
      .expect(201);
  }
  const { db } = byInvitation.container;
  await db
    .update(invitations)
    .set({ expiresAt: new Date() })
    .where(eq(invitations.email, late.email));
  const reasonOf = async (who: object) =>
    errorOf(await getMe(await tokenOf(ofFirebase(who)), byInvitation)).details;
  expect(await reasonOf(stranger)).toEqual({ reason: 'signup_closed' });
  expect(await reasonOf(late)).toEqual({ reason: 'signup_closed' });
  const unproven = { ...guest, email_verified: false };
  expect(await reasonOf(unproven)).toEqual({ reason: 'email_unverified' });
  expect((await getMe(await tokenOf(ofFirebase(guest)), byInvitation)).status).toBe(200);
  await byInvitation.dispose();
});

test('where nobody may sign up, a token makes no account', async () => {
  const closed = await createTestApp({ env: { ...envOf(keys), SIGNUP: 'closed' } });
  await closed.factories.buildUser();
  const answer = await getMe(await tokenOf(ofFirebase(person())), closed);
  expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
  expect(errorOf(answer).details).toEqual({ reason: 'signup_closed' });
  expect(await closed.container.db.$count(users)).toBe(1);
  await closed.dispose();
});

test('where no such service is set up, its tokens are nothing', async () => {
  const plain = await createTestApp();
  const answer = await getMe(await tokenOf(ofFirebase(person())), plain);
  expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
  await plain.dispose();
});
