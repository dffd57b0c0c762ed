import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { CreatedInvitation, Me, Session } from '@promptly/common';

import { sessions, users } from '../../db/schema/index.ts';
import { throttleLogin } from '../../services/auth/login-throttle.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import {
  createAuthClient,
  password,
  sessionIdOf,
  type AuthClient,
} from '../../testing/auth-client.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let auth: AuthClient;
let clock = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
  auth = createAuthClient(studio);
});
afterAll(() => studio.dispose());

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));

describe('signing up', () => {
  test('makes an account, a first organization that it owns, and a session', async () => {
    const session = await auth.signup();
    const me = await studio.agent
      .get('/api/v1/auth/me')
      .set('Authorization', `Bearer ${session.accessToken}`);
    const { email, orgs } = me.body as Me;
    expect([me.status, email, session.expiresIn]).toEqual([200, session.user.email, 600]);
    expect(orgs).toEqual([expect.objectContaining({ role: 'owner', slug: 'person-1-s-team' })]);
    expect(await auth.actionsOn(session.user.id)).toEqual(['user.signed_up']);
    expect(await auth.actionsOn(orgs[0]?.id ?? '')).toEqual(['org.created']);
  });

  test('makes the first account the operator of the instance, and no other', async () => {
    await auth.signup();
    const isOperator = eq(users.isOperator, true);
    const operators = await studio.container.db.select().from(users).where(isOperator);
    expect(operators.map((user) => user.email)).toEqual(['person1@example.com']);
  });

  test('stores the password as argon2id only, and nothing that opens a session', async () => {
    const session = await auth.signup();
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
    const { user } = await auth.signup();
    const again = await auth.post('signup').send({ email: user.email.toUpperCase(), password });
    expect(refusalOf(again)).toEqual([409, 'email_taken']);
  });

  test('twice at once makes one account', async () => {
    const body = { email: 'twins@example.com', password };
    const answers = await Promise.all([1, 2, 3].map(() => auth.post('signup').send(body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('with a short password is answered 422 and says which field', async () => {
    const answer = await auth
      .post('signup')
      .send({ email: 'short@example.com', password: 'short' });
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

  test.each(['invite', 'closed'])(
    'is for the first account only when SIGNUP=%s, and says so',
    async (mode) => {
      const restricted = await createTestApp({ env: { SIGNUP: mode } });
      const attempt = (email: string) =>
        restricted.agent.post('/api/v1/auth/signup').send({ email, password });
      const rule = async () => (await restricted.agent.get('/api/v1/auth/signup')).body as unknown;
      expect(await rule()).toEqual({ mode: 'open', isFirst: true });
      expect((await attempt('operator@example.com')).status).toBe(201);
      expect(await rule()).toEqual({ mode, isFirst: false });
      expect(refusalOf(await attempt('stranger@example.com'))).toEqual([403, 'signup_closed']);
      await restricted.dispose();
    },
  );
});

describe('signing in', () => {
  test('opens another session and notes when', async () => {
    const first = await auth.signup();
    later(1_000);
    const answer = await auth.post('login').send({ email: first.user.email, password });
    expect(answer.status).toBe(200);
    expect(sessionIdOf(answer.body as Session)).not.toBe(sessionIdOf(first));
    const isUser = eq(users.id, first.user.id);
    const [row] = await studio.container.db.select().from(users).where(isUser);
    expect(row?.lastLoginAt).toEqual(clock);
  });

  test('fails in the same words for a wrong password and an unknown account', async () => {
    const { user } = await auth.signup();
    const wrong = await auth
      .post('login')
      .send({ email: user.email, password: 'not the password' });
    const unknown = await auth.post('login').send({ email: 'nobody@example.com', password });
    expect(refusalOf(wrong)).toEqual([401, 'invalid_credentials']);
    expect(unknown.body).toEqual(wrong.body);
    expect(await auth.actionsOn(user.id)).toContain('auth.login_failed');
  });

  test('is slowed down for one account from one address, and for no other account', async () => {
    const [victim, other] = [await auth.signup(), await auth.signup()];
    const attempt = (email: string, secret: string) =>
      auth.post('login').send({ email, password: secret });
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
  const { user } = await auth.signup();
  const isUser = eq(users.id, user.id);
  const count = () => db.$count(sessions, eq(sessions.userId, user.id));
  const before = await count();
  let signingIn: Promise<{ status: number; body: unknown }> | undefined;
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash: 'another one' }).where(isUser);
    signingIn = auth
      .post('login')
      .send({ email: user.email, password })
      .then((answer) => answer);
    await untilWaiting(db);
  });
  expect(signingIn && refusalOf(await signingIn)).toEqual([401, 'invalid_credentials']);
  expect(await count()).toBe(before);
});
