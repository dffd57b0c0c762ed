import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Session } from '@promptly/common';

import { sessions } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import {
  createAuthClient,
  password,
  sessionIdOf,
  type AuthClient,
} from '../../testing/auth-client.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const STUDIO = {
  'X-Promptly-Client': 'studio',
  Host: 'localhost:3000',
  Origin: 'http://localhost:3000',
};

let studio: TestApp;
let auth: AuthClient;
let clock = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
  auth = createAuthClient(studio);
});
afterAll(() => studio.dispose());

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));

describe('a refresh token', () => {
  test('is traded for the next one, fifty times at once with one step', async () => {
    const session = await auth.signup();
    const fifty = Array.from({ length: 50 }, () => auth.refresh(session.refreshToken));
    const answers = await Promise.all(fifty);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ body }) => (body as Session).refreshToken)).size).toBe(1);
    const isSession = eq(sessions.id, sessionIdOf(session));
    const [row] = await studio.container.db.select().from(sessions).where(isSession);
    expect(row?.counter).toBe(1);
  });

  test('whose answer got lost is answered with the same next one, for ten seconds', async () => {
    const session = await auth.signup();
    const lost = (await auth.refresh(session.refreshToken)).body as Session;
    later(10_000);
    const again = (await auth.refresh(session.refreshToken)).body as Session;
    expect(again.refreshToken).toBe(lost.refreshToken);
  });

  test('that is used again after that ends the session, with an audit row and a mail', async () => {
    const session = await auth.signup();
    const next = (await auth.refresh(session.refreshToken)).body as Session;
    later(10_001);
    expect(refusalOf(await auth.refresh(session.refreshToken))).toEqual([
      401,
      'refresh_token_reused',
    ]);
    expect(refusalOf(await auth.refresh(next.refreshToken))).toEqual([401, 'unauthenticated']);
    expect(await auth.actionsOn(sessionIdOf(session))).toEqual(['auth.refresh_reuse']);
    const mails = await studio.container.mails.waiting();
    const ofUser = mails.filter(({ to }) => to === session.user.email);
    expect(ofUser.map(({ subject }) => subject)).toEqual([
      'Confirm your e-mail address',
      'You were signed out for safety',
    ]);
  });

  test('two steps behind ends the session at once', async () => {
    const session = await auth.signup();
    const second = (await auth.refresh(session.refreshToken)).body as Session;
    await auth.refresh(second.refreshToken);
    expect(refusalOf(await auth.refresh(session.refreshToken))).toEqual([
      401,
      'refresh_token_reused',
    ]);
  });

  test('of a session that was idle for a month is not taken', async () => {
    const session = await auth.signup();
    later(30 * 24 * 3_600_000);
    expect(refusalOf(await auth.refresh(session.refreshToken))).toEqual([401, 'unauthenticated']);
  });

  test.each(['', 'nonsense', 'AQ'.repeat(34)])('that is none (%j) is refused', async (token) => {
    expect(refusalOf(await auth.refresh(token))).toEqual([401, 'unauthenticated']);
  });

  test('is worth nothing after signing out, and signing out again is no error', async () => {
    const session = await auth.signup();
    const signOut = () => auth.post('logout').send({ refreshToken: session.refreshToken });
    expect([(await signOut()).status, (await signOut()).status]).toEqual([204, 204]);
    expect(refusalOf(await auth.refresh(session.refreshToken))).toEqual([401, 'unauthenticated']);
    expect(await auth.actionsOn(sessionIdOf(session))).toEqual(['auth.logout']);
  });
});

describe("the studio's session", () => {
  async function signInAsStudio(headers: Record<string, string> = STUDIO) {
    const { user } = await auth.signup();
    return auth.post('login').set(headers).send({ email: user.email, password });
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
    const renewed = await auth.post('refresh').set({ ...STUDIO, Cookie: cookie });
    expect(renewed.status).toBe(200);
    const ended = await auth.post('logout').set({ ...STUDIO, Cookie: cookieOf(renewed) });
    expect([ended.status, cookieOf(ended)]).toEqual([
      204,
      expect.stringContaining('Expires=Thu, 01 Jan 1970'),
    ]);
    const after = await auth.post('refresh').set({ ...STUDIO, Cookie: cookieOf(renewed) });
    expect(refusalOf(after)).toEqual([401, 'unauthenticated']);
  });

  test.each([
    ['a page of another site', { Origin: 'https://evil.test' }],
    ['a preview', { Origin: 'null' }],
    ['a form, which sends no header of ours', { 'X-Promptly-Client': '' }],
    ['no page at all', { Origin: undefined }],
  ])('is not renewed by %s', async (_who, changed) => {
    const cookie = cookieOf(await signInAsStudio());
    const request = auth.post('refresh');
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
    const { user } = await auth.signup();
    const answer = await auth.post('login').send({ email: user.email, password });
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
