import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { AccountSession, Me, Session } from '@promptly/common';

import { auditLogs, sessions } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

type Page = { items: AccountSession[]; nextCursor: string | null };

const STUDIO = {
  'X-Promptly-Client': 'studio',
  Host: 'localhost:3000',
  Origin: 'http://localhost:3000',
};
const password = 'a long enough password';
const newPassword = 'another long password';

let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let people = 0;

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
afterAll(() => studio.dispose());

const at = (path: string) => `/api/v1/auth/${path}`;
const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const as = ({ accessToken }: Session) => ({ Authorization: `Bearer ${accessToken}` });
const post = (path: string, body: object) => studio.agent.post(at(path)).send(body);
const login = (session: Session, secret = password) =>
  post('login', { email: session.user.email, password: secret });
const refresh = ({ refreshToken }: Session) => post('refresh', { refreshToken });
const update = (session: Session, body: object) =>
  studio.agent.patch(at('me')).set(as(session)).send(body);
const change = (session: Session, body: object = {}) =>
  post('password', { currentPassword: password, newPassword, ...body }).set(as(session));
const list = (session: Session, query = '') =>
  studio.agent.get(at(`sessions${query}`)).set(as(session));
const itemsOf = ({ body }: { body: unknown }) => (body as Page).items;
const revoke = (session: Session, id: string) =>
  studio.agent.delete(at(`sessions/${id}`)).set(as(session));

async function signup(): Promise<Session> {
  people += 1;
  const answer = await post('signup', { email: `person${people}@example.com`, password });
  expect(answer.status).toBe(201);
  return answer.body as Session;
}

async function signInAgain(session: Session): Promise<Session> {
  later(1_000);
  return (await login(session)).body as Session;
}

async function currentIdOf(session: Session): Promise<string> {
  return itemsOf(await list(session)).find(({ current }) => current)?.id ?? '';
}

async function actionsOn(entityId: string): Promise<string[]> {
  const isEntity = eq(auditLogs.entityId, entityId);
  const rows = await studio.container.db.select().from(auditLogs).where(isEntity);
  return rows.map(({ action }) => action);
}

describe('a profile', () => {
  test('is changed in what the request names, and answered as it is then', async () => {
    const session = await signup();
    const avatarUrl = 'https://example.org/ada.png';
    const renamed = await update(session, { name: 'Ada' });
    expect([renamed.status, renamed.body]).toEqual([
      200,
      expect.objectContaining({ name: 'Ada', avatarUrl: null, email: session.user.email }),
    ]);
    const pictured = (await update(session, { avatarUrl })).body as Me;
    expect([pictured.name, pictured.avatarUrl]).toEqual(['Ada', avatarUrl]);
    const read = await studio.agent.get(at('me')).set(as(session));
    expect(read.body).toEqual(pictured);
    expect(((await update(session, { avatarUrl: null })).body as Me).avatarUrl).toBeNull();
    expect(await actionsOn(session.user.id)).toEqual([
      'user.signed_up',
      ...Array<string>(3).fill('user.updated'),
    ]);
  });

  test.each<[string, object]>([
    ['nothing', {}],
    ['no name', { name: '' }],
    ['a script for a picture', { avatarUrl: 'javascript:alert(1)' }],
    ['a picture that travels in the open', { avatarUrl: 'http://example.org/a.png' }],
    ['a picture with a password', { avatarUrl: 'https://me:secret@example.org/a.png' }],
    ['an e-mail address', { email: 'other@example.com' }],
    ['rights', { name: 'Ada', isOperator: true }],
  ])('is not changed to %s', async (_what, body) => {
    const session = await signup();
    expect(refusalOf(await update(session, body))).toEqual([422, 'validation_failed']);
  });
});

describe('a password', () => {
  test('is changed by the present one, and the present one opens nothing any more', async () => {
    const session = await signup();
    expect((await change(session)).status).toBe(204);
    expect(refusalOf(await login(session))).toEqual([401, 'invalid_credentials']);
    expect((await login(session, newPassword)).status).toBe(200);
    expect(await actionsOn(session.user.id)).toContain('auth.password_changed');
  });

  test('that is changed ends all other sessions, and not this one', async () => {
    const here = await signup();
    const elsewhere = [await signInAgain(here), await signInAgain(here)];
    await change(here).expect(204);
    for (const session of elsewhere) {
      expect(refusalOf(await refresh(session))).toEqual([401, 'unauthenticated']);
    }
    expect((await refresh(here)).status).toBe(200);
    expect(itemsOf(await list(here))).toEqual([expect.objectContaining({ current: true })]);
  });

  test('is not changed by a wrong one, which ends nothing', async () => {
    const [here, elsewhere] = [await signup(), await signup()];
    const answer = await change(here, { currentPassword: 'not the password' });
    expect(refusalOf(answer)).toEqual([422, 'wrong_password']);
    expect((await login(here)).status).toBe(200);
    expect((await refresh(elsewhere)).status).toBe(200);
    expect(await actionsOn(here.user.id)).toContain('auth.password_change_failed');
  });

  test('cannot be guessed by an access token that was found', async () => {
    const session = await signup();
    const guess = () => change(session, { currentPassword: 'a guess' });
    for (let i = 0; i < 10; i += 1) expect((await guess()).status).toBe(422);
    expect(refusalOf(await guess())).toEqual([429, 'rate_limited']);
    const right = await change(session);
    expect(refusalOf(right)).toEqual([429, 'rate_limited']);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    later(60_000);
    expect((await change(session)).status).toBe(204);
  });

  test('is not changed in a session that has ended, although its access token lives on', async () => {
    const session = await signup();
    await post('logout', { refreshToken: session.refreshToken }).expect(204);
    expect(refusalOf(await change(session))).toEqual([401, 'unauthenticated']);
  });

  test('is changed once by two requests at once', async () => {
    const session = await signup();
    const answers = await Promise.all([change(session), change(session)]);
    const statuses = answers.map(({ status }) => status).sort();
    // The second one finds the new password, or that it was changed while it looked.
    expect([
      [204, 409],
      [204, 422],
    ]).toContainEqual(statuses);
  });

  test('that is too short is answered 422 and says which field', async () => {
    const answer = await change(await signup(), { newPassword: 'short' });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
    expect(errorOf(answer).details.issues).toEqual([
      expect.objectContaining({ path: 'newPassword' }),
    ]);
  });
});

describe('the list of sessions', () => {
  test('tells where somebody is signed in, since when, and which one this is', async () => {
    const first = await signup();
    const created = clock;
    later(60_000);
    const renewed = (await refresh(first)).body as Session;
    const answer = await login(first).set('User-Agent', 'Phone/1.0');
    const second = answer.body as Session;
    const day = 24 * 60 * 60_000;
    expect((await list(renewed)).body).toEqual({
      items: [
        expect.objectContaining({ current: false, userAgent: 'Phone/1.0' }),
        {
          id: expect.stringMatching(/^ses_/),
          ...{ createdAt: created.toISOString(), lastUsedAt: clock.toISOString() },
          expiresAt: new Date(clock.getTime() + 30 * day).toISOString(),
          ...{ ip: expect.any(String), userAgent: null, current: true },
        },
      ],
      nextCursor: null,
    });
    expect(itemsOf(await list(second)).map(({ current }) => current)).toEqual([true, false]);
  });

  test('is only of those that are open, and of nobody else', async () => {
    const [session] = [await signup(), await signup()];
    const ended = await signInAgain(session);
    await post('logout', { refreshToken: ended.refreshToken }).expect(204);
    expect(itemsOf(await list(session))).toHaveLength(1);
  });

  test('pages through all of them once, and holds nothing that opens one', async () => {
    const session = await signup();
    for (let i = 0; i < 4; i += 1) await signInAgain(session);
    const first = (await list(session, '?limit=2')).body as Page;
    await signInAgain(session);
    const rest = (await list(session, `?cursor=${first.nextCursor}`)).body as Page;
    const seen = [...first.items, ...rest.items].map(({ id }) => id);
    expect([seen.length, new Set(seen).size, rest.nextCursor]).toEqual([5, 5, null]);
    expect(Object.keys(first.items[0] ?? {}).sort()).toEqual([
      'createdAt',
      'current',
      'expiresAt',
      'id',
      'ip',
      'lastUsedAt',
      'userAgent',
    ]);
  });
});

describe('a session that is revoked', () => {
  test('renews nothing any more, and leaves the others', async () => {
    const here = await signup();
    const elsewhere = await signInAgain(here);
    const id = await currentIdOf(elsewhere);
    expect((await revoke(here, id)).status).toBe(204);
    expect(refusalOf(await refresh(elsewhere))).toEqual([401, 'unauthenticated']);
    expect((await refresh(here)).status).toBe(200);
    expect(await actionsOn(id)).toEqual(['auth.session_revoked']);
    expect(refusalOf(await revoke(here, id))).toEqual([404, 'not_found']);
  });

  test("is one's own: anybody else's is not found, and goes on", async () => {
    const [mine, theirs] = [await signup(), await signup()];
    const id = await currentIdOf(theirs);
    expect(refusalOf(await revoke(mine, id))).toEqual([404, 'not_found']);
    expect((await refresh(theirs)).status).toBe(200);
    const [row] = await studio.container.db.select().from(sessions).where(eq(sessions.id, id));
    expect(row?.revokedAt).toBeNull();
  });

  test('can be this one, whose cookie the studio loses', async () => {
    const session = await signup();
    const answer = await revoke(session, await currentIdOf(session)).set(STUDIO);
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    expect(refusalOf(await refresh(session))).toEqual([401, 'unauthenticated']);
  });
});
