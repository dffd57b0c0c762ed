import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { CreatedInvitation, Me, Session } from '@promptly/common';

import { auditLogs, sessions, users } from '../../db/schema/index.ts';
import { throttleLogin } from '../../services/auth/login-throttle.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const STUDIO = {
  'X-Promptly-Client': 'studio',
  Host: 'localhost:3000',
  Origin: 'http://localhost:3000',
};
const password = 'a long enough password';

let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let people = 0;

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
afterAll(() => studio.dispose());

const post = (path: string) => studio.agent.post(`/api/v1/auth/${path}`);
const refresh = (refreshToken: string) => post('refresh').send({ refreshToken });
const later = (ms: number) => (clock = new Date(clock.getTime() + ms));

async function signup(): Promise<Session> {
  people += 1;
  const body = { email: `person${people}@example.com`, password, name: `Person ${people}` };
  const answer = await post('signup').send(body);
  expect(answer.status).toBe(201);
  return answer.body as Session;
}

function sessionIdOf({ accessToken }: Session): string {
  const claims = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString();
  return (JSON.parse(claims) as { sid: string }).sid;
}

async function actionsOn(entityId: string): Promise<string[]> {
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, entityId))
    .orderBy(auditLogs.id);
  return rows.map((row) => row.action);
}

describe('signing up', () => {
  test('makes an account, a first organization that it owns, and a session', async () => {
    const session = await signup();
    const me = await studio.agent
      .get('/api/v1/auth/me')
      .set('Authorization', `Bearer ${session.accessToken}`);
    const { email, orgs } = me.body as Me;
    expect([me.status, email, session.expiresIn]).toEqual([200, session.user.email, 600]);
    expect(orgs).toEqual([expect.objectContaining({ role: 'owner', slug: 'person-1-s-team' })]);
    expect(await actionsOn(session.user.id)).toEqual(['user.signed_up']);
    expect(await actionsOn(orgs[0]?.id ?? '')).toEqual(['org.created']);
  });

  test('makes the first account the operator of the instance, and no other', async () => {
    await signup();
    const isOperator = eq(users.isOperator, true);
    const operators = await studio.container.db.select().from(users).where(isOperator);
    expect(operators.map((user) => user.email)).toEqual(['person1@example.com']);
  });

  test('stores the password as argon2id only, and nothing that opens a session', async () => {
    const session = await signup();
    const { db } = studio.container;
    const [user] = await db.select().from(users).where(eq(users.id, session.user.id));
    expect(user?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [row] = await db
      .select()
      .from(sessions)
      .where(eq(sessions.id, sessionIdOf(session)));
    expect(JSON.stringify(row)).not.toContain(session.refreshToken);
  });

  test('with an address that is taken, in whatever case, is answered 409', async () => {
    const { user } = await signup();
    const again = await post('signup').send({ email: user.email.toUpperCase(), password });
    expect(refusalOf(again)).toEqual([409, 'email_taken']);
  });

  test('twice at once makes one account', async () => {
    const body = { email: 'twins@example.com', password };
    const answers = await Promise.all([1, 2, 3].map(() => post('signup').send(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('with a short password is answered 422 and says which field', async () => {
    const answer = await post('signup').send({ email: 'short@example.com', password: 'short' });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(errorOf(answer).details.issues).toEqual([
      expect.objectContaining({ in: 'body', path: 'password' }),
    ]);
  });

  test('is for those with an invitation for their address when SIGNUP=invite', async () => {
    const invited = await createTestApp({ env: { SIGNUP: 'invite' } });
    try {
      const post = (path: string, body: object, headers = {}) =>
        invited.agent.post(`/api/v1${path}`).set(headers).send(body);
      const first = await post('/auth/signup', { email: 'first@example.com', password });
      const { accessToken } = first.body as Session;
      const as = { Authorization: `Bearer ${accessToken}` };
      const orgs = await invited.agent.get('/api/v1/orgs').set(as);
      const { id: orgId } = (orgs.body as { items: [{ id: string }] }).items[0];
      const inviteOf = async (email: string) => {
        const answer = await post(`/orgs/${orgId}/invite`, { email, role: 'editor' }, as);
        return answer.body as CreatedInvitation;
      };
      const guest = 'guest@example.com';
      const { token } = await inviteOf(guest);
      const attempt = (email: string, invitation?: string) =>
        post('/auth/signup', { email, password, invitation });

      expect(refusalOf(await attempt(guest))).toEqual([403, 'signup_closed']);
      expect(refusalOf(await attempt(guest, 'nonsense'))).toEqual([410, 'link_expired']);
      expect(refusalOf(await attempt('other@example.com', token))).toEqual([403, 'forbidden']);
      const revoked = await inviteOf('revoked@example.com');
      await invited.agent.delete(`/api/v1/orgs/${orgId}/invitations/${revoked.id}`).set(as);
      const late = await attempt('revoked@example.com', revoked.token);
      expect(refusalOf(late)).toEqual([410, 'link_expired']);
      expect(await invited.container.db.$count(users)).toBe(1);

      const joined = await attempt('Guest@example.com', token);
      expect(joined.status).toBe(201);
      const guestAs = { Authorization: `Bearer ${(joined.body as Session).accessToken}` };
      await post(`/orgs/${orgId}/members`, { token }, guestAs).expect(201);
      expect(refusalOf(await attempt(guest, token))).toEqual([410, 'link_expired']);
    } finally {
      await invited.dispose();
    }
  });

  test.each(['invite', 'closed'])('is for the first account only when SIGNUP=%s', async (mode) => {
    const restricted = await createTestApp({ env: { SIGNUP: mode } });
    const attempt = (email: string) =>
      restricted.agent.post('/api/v1/auth/signup').send({ email, password });
    expect((await attempt('operator@example.com')).status).toBe(201);
    expect(refusalOf(await attempt('stranger@example.com'))).toEqual([403, 'signup_closed']);
    await restricted.dispose();
  });
});

describe('signing in', () => {
  test('opens another session and notes when', async () => {
    const first = await signup();
    later(1_000);
    const answer = await post('login').send({ email: first.user.email, password });
    expect(answer.status).toBe(200);
    expect(sessionIdOf(answer.body as Session)).not.toBe(sessionIdOf(first));
    const isUser = eq(users.id, first.user.id);
    const [row] = await studio.container.db.select().from(users).where(isUser);
    expect(row?.lastLoginAt).toEqual(clock);
  });

  test('fails in the same words for a wrong password and an unknown account', async () => {
    const { user } = await signup();
    const wrong = await post('login').send({ email: user.email, password: 'not the password' });
    const unknown = await post('login').send({ email: 'nobody@example.com', password });
    expect(refusalOf(wrong)).toEqual([401, 'invalid_credentials']);
    expect(unknown.body).toEqual(wrong.body);
    expect(await actionsOn(user.id)).toContain('auth.login_failed');
  });

  test('is slowed down for one account from one address, and for no other account', async () => {
    const [victim, other] = [await signup(), await signup()];
    const attempt = (email: string, secret: string) =>
      post('login').send({ email, password: secret });
    for (let i = 0; i < 10; i += 1) await attempt(victim.user.email, 'wrong password');
    const refused = await attempt(victim.user.email, password);
    expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await attempt(other.user.email, password)).status).toBe(200);
    later(60_000);
    expect((await attempt(victim.user.email, password)).status).toBe(200);
  });

  test('works for the owner, from where they signed in before, while strangers hammer the account', async () => {
    const proxied = await createTestApp({ env: { TRUST_PROXY: '1' }, now: () => clock });
    const email = 'hammered@example.com';
    const from = (ip: string, path: string) =>
      proxied.agent
        .post(`/api/v1/auth/${path}`)
        .set('X-Forwarded-For', ip)
        .send({ email, password });
    await from('2001:db8:1:2::1', 'signup');
    const { rateLimiter } = proxied.container;
    for (let i = 0; i < 100; i += 1) {
      const isKnownAddress = () => Promise.resolve(false);
      await throttleLogin(rateLimiter, { email, ip: `198.51.100.${i}`, isKnownAddress });
    }
    expect(refusalOf(await from('2001:db8:9:9::1', 'login'))).toEqual([429, 'rate_limited']);
    // Another address of the same home.
    expect((await from('2001:db8:1:2::beef', 'login')).status).toBe(200);
    await proxied.dispose();
  });
});

describe('signing in behind a proxy', () => {
  const wrong = async (app: TestApp, email: string, forwarded: string) => {
    const body = { email, password: 'a wrong one' };
    const login = app.agent.post('/api/v1/auth/login').set('X-Forwarded-For', forwarded);
    return (await login.send(body)).status;
  };

  test('counts attempts by the address that the trusted proxy saw, whatever stands before it', async () => {
    const proxied = await createTestApp({ env: { TRUST_PROXY: '1' } });
    const { email } = await proxied.factories.buildUser();
    for (let i = 0; i < 10; i += 1) {
      expect(await wrong(proxied, email, `10.0.0.${i}, 198.51.100.7`)).toBe(401);
    }
    expect(await wrong(proxied, email, '10.0.0.99, 198.51.100.7')).toBe(429);
    expect(await wrong(proxied, email, '198.51.100.8')).toBe(401);
    await proxied.dispose();
  });

  test('that is not trusted, what a caller says of its address counts for nothing', async () => {
    const open = await createTestApp();
    const { email } = await open.factories.buildUser();
    for (let i = 0; i < 10; i += 1) expect(await wrong(open, email, `10.0.0.${i}`)).toBe(401);
    expect(await wrong(open, email, '10.0.0.99')).toBe(429);
    await open.dispose();
  });
});

test('signing in with the old password while it is changed opens no session', async () => {
  const { db } = studio.container;
  const { user } = await signup();
  const isUser = eq(users.id, user.id);
  const count = () => db.$count(sessions, eq(sessions.userId, user.id));
  const before = await count();
  let signingIn: Promise<{ status: number; body: unknown }> | undefined;
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash: 'another one' }).where(isUser);
    signingIn = post('login')
      .send({ email: user.email, password })
      .then((answer) => answer);
    await untilWaiting(db);
  });
  expect(signingIn && refusalOf(await signingIn)).toEqual([401, 'invalid_credentials']);
  expect(await count()).toBe(before);
});

describe('a refresh token', () => {
  test('is traded for the next one, fifty times at once with one step', async () => {
    const session = await signup();
    const fifty = Array.from({ length: 50 }, () => refresh(session.refreshToken));
    const answers = await Promise.all(fifty);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => (body as Session).refreshToken)).size).toBe(1);
    const isSession = eq(sessions.id, sessionIdOf(session));
    const [row] = await studio.container.db.select().from(sessions).where(isSession);
    expect(row?.counter).toBe(1);
  });

  test('whose answer got lost is answered with the same next one, for ten seconds', async () => {
    const session = await signup();
    const lost = (await refresh(session.refreshToken)).body as Session;
    later(10_000);
    const again = (await refresh(session.refreshToken)).body as Session;
    expect(again.refreshToken).toBe(lost.refreshToken);
  });

  test('that is used again after that ends the session, with an audit row and a mail', async () => {
    const session = await signup();
    const next = (await refresh(session.refreshToken)).body as Session;
    later(10_001);
    expect(refusalOf(await refresh(session.refreshToken))).toEqual([401, 'refresh_token_reused']);
    expect(refusalOf(await refresh(next.refreshToken))).toEqual([401, 'unauthenticated']);
    expect(await actionsOn(sessionIdOf(session))).toEqual(['auth.refresh_reuse']);
    const mails = await studio.container.mails.waiting();
    const ofUser = mails.filter(({ to }) => to === session.user.email);
    expect(ofUser.map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'You were signed out for safety',
    ]);
  });

  test('two steps behind ends the session at once', async () => {
    const session = await signup();
    const second = (await refresh(session.refreshToken)).body as Session;
    await refresh(second.refreshToken);
    expect(refusalOf(await refresh(session.refreshToken))).toEqual([401, 'refresh_token_reused']);
  });

  test('of a session that was idle for a month is not taken', async () => {
    const session = await signup();
    later(30 * 24 * 3_600_000);
    expect(refusalOf(await refresh(session.refreshToken))).toEqual([401, 'unauthenticated']);
  });

  test.each(['', 'nonsense', 'AQ'.repeat(34)])('that is none (%j) is refused', async (token) => {
    expect(refusalOf(await refresh(token))).toEqual([401, 'unauthenticated']);
  });

  test('is worth nothing after signing out, and signing out again is no error', async () => {
    const session = await signup();
    const signOut = () => post('logout').send({ refreshToken: session.refreshToken });
    expect([(await signOut()).status, (await signOut()).status]).toEqual([204, 204]);
    expect(refusalOf(await refresh(session.refreshToken))).toEqual([401, 'unauthenticated']);
    expect(await actionsOn(sessionIdOf(session))).toEqual(['auth.logout']);
  });
});

describe("the studio's session", () => {
  async function signInAsStudio(headers: Record<string, string> = STUDIO) {
    const { user } = await signup();
    return post('login').set(headers).send({ email: user.email, password });
  }
  const cookieOf = (answer: { headers: Record<string, string | string[]> }) =>
    [answer.headers['set-cookie'] ?? []].flat()[0] ?? '';

  test('is a cookie that no script and no other site can use, and no token in the answer', async () => {
    const answer = await signInAsStudio();
    expect(cookieOf(answer)).toMatch(
      /^ps_refresh_3000=[\w-]+; Max-Age=7776000; Path=\/api\/v1\/auth; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    expect((answer.body as Session).refreshToken).toBe('');
  });

  test('is renewed by the cookie, and ended by it', async () => {
    const cookie = cookieOf(await signInAsStudio());
    const renewed = await post('refresh').set({ ...STUDIO, Cookie: cookie });
    expect(renewed.status).toBe(200);
    const ended = await post('logout').set({ ...STUDIO, Cookie: cookieOf(renewed) });
    expect([ended.status, cookieOf(ended)]).toEqual([
      204,
      expect.stringContaining('Expires=Thu, 01 Jan 1970'),
    ]);
    const after = await post('refresh').set({ ...STUDIO, Cookie: cookieOf(renewed) });
    expect(refusalOf(after)).toEqual([401, 'unauthenticated']);
  });

  test.each([
    ['a page of another site', { Origin: 'https://evil.test' }],
    ['a preview', { Origin: 'null' }],
    ['a form, which sends no header of ours', { 'X-Promptly-Client': '' }],
    ['no page at all', { Origin: undefined }],
  ])('is not renewed by %s', async (_who, changed) => {
    const cookie = cookieOf(await signInAsStudio());
    const request = post('refresh');
    for (const [name, value] of Object.entries({ ...STUDIO, Cookie: cookie, ...changed })) {
      if (value !== undefined) request.set(name, value);
    }
    expect(refusalOf(await request)).toEqual([403, 'origin_not_allowed']);
  });

  test('travels on https only where the studio is reached by https', async () => {
    const secure = await createTestApp({ env: { PUBLIC_URL: 'https://studio.example' } });
    const answer = await secure.agent
      .post('/api/v1/auth/signup')
      .set({
        'X-Promptly-Client': 'studio',
        Host: 'studio.example',
        Origin: 'https://studio.example',
      })
      .send({ email: 'a@example.com', password });
    expect(cookieOf(answer)).toMatch(/^ps_refresh=.*; Secure/);
    await secure.dispose();
  });

  test('is not given to other clients, which hold their tokens themselves', async () => {
    const { user } = await signup();
    const answer = await post('login').send({ email: user.email, password });
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((answer.body as Session).refreshToken).not.toBe('');
  });
});

describe('an API key', () => {
  test('acts for its organization, and is nobody', async () => {
    const org = await studio.factories.buildOrg();
    const key = await studio.factories.buildApiKey(org.id, ['read']);
    const call = (path: string) =>
      studio.agent.get(`/api/v1${path}`).set('Authorization', `Bearer ${key}`);
    expect((await call(`/orgs/${org.id}`)).status).toBe(200);
    expect((await call('/orgs')).body).toMatchObject({ items: [{ id: org.id }], nextCursor: null });
    expect(refusalOf(await call('/auth/me'))).toEqual([403, 'forbidden']);
  });

  test('that is unknown or past its time is refused', async () => {
    const org = await studio.factories.buildOrg();
    const old = await studio.factories.buildApiKey(org.id, ['read'], new Date(clock.getTime() - 1));
    for (const key of [old, 'pst_live_made_up']) {
      const answer = await studio.agent.get('/api/v1/orgs').set('Authorization', `Bearer ${key}`);
      expect(refusalOf(answer)).toEqual([401, 'unauthenticated']);
    }
  });
});
