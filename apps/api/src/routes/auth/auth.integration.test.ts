import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import type { Session } from '@promptly/common';

import { auditLogs, sessions, users } from '../../db/schema/index.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
const password = 'a long enough password';

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock });
});
afterAll(() => studio.dispose());

let people = 0;
async function signup(): Promise<Session> {
  people += 1;
  const answer = await studio.agent
    .post('/api/v1/auth/signup')
    .send({ email: `person${people}@example.com`, password, name: `Person ${people}` });
  expect(answer.status).toBe(201);
  return answer.body as Session;
}

const refresh = (refreshToken: string) =>
  studio.agent.post('/api/v1/auth/refresh').send({ refreshToken });
const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const sessionIdOf = (session: Session) =>
  (
    JSON.parse(Buffer.from(session.accessToken.split('.')[1] ?? '', 'base64url').toString()) as {
      sid: string;
    }
  ).sid;

describe('signing up', () => {
  test('makes an account, a first organization that it owns, and a session', async () => {
    const session = await signup();
    const me = await studio.agent
      .get('/api/v1/auth/me')
      .set('Authorization', `Bearer ${session.accessToken}`);
    expect(me.status).toBe(200);
    expect(me.body).toMatchObject({
      email: session.user.email,
      orgs: [{ role: 'owner', slug: 'person-1-s-team' }],
    });
    expect(session.expiresIn).toBe(600);
  });

  test('makes the first account the operator of the instance, and no other', async () => {
    await signup();
    const operators = await studio.container.db
      .select()
      .from(users)
      .where(eq(users.isOperator, true));
    expect(operators.map((user) => user.email)).toEqual(['person1@example.com']);
  });

  test('stores the password as argon2id only', async () => {
    const { user } = await signup();
    const [row] = await studio.container.db.select().from(users).where(eq(users.id, user.id));
    expect(row?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('with an address that is taken, in whatever case, is answered 409', async () => {
    const { user } = await signup();
    const again = await studio.agent
      .post('/api/v1/auth/signup')
      .send({ email: user.email.toUpperCase(), password });
    expect([again.status, again.body.error.code]).toEqual([409, 'email_taken']);
  });

  test('with a short password is answered 422 and says which field', async () => {
    const answer = await studio.agent
      .post('/api/v1/auth/signup')
      .send({ email: 'short@example.com', password: 'short' });
    expect(answer.status).toBe(422);
    expect(answer.body.error.code).toBe('validation_failed');
    expect(answer.body.error.details.issues).toEqual([
      expect.objectContaining({ in: 'body', path: 'password' }),
    ]);
  });
});

describe('a refresh token', () => {
  test('is traded for the next one, fifty times at once with one step', async () => {
    const session = await signup();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refresh(session.refreshToken)),
    );
    const tokens = new Set(answers.map((answer) => (answer.body as Session).refreshToken));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200));
    expect(tokens.size).toBe(1);
    const [row] = await studio.container.db
      .select()
      .from(sessions)
      .where(eq(sessions.id, sessionIdOf(session)));
    expect(row?.counter).toBe(1);
  });

  test('that is used again after the grace ends the session and leaves an audit row', async () => {
    const session = await signup();
    const next = (await refresh(session.refreshToken)).body as Session;
    later(10_001);
    const replay = await refresh(session.refreshToken);
    expect([replay.status, replay.body.error.code]).toEqual([401, 'refresh_token_reused']);
    const honest = await refresh(next.refreshToken);
    expect([honest.status, honest.body.error.code]).toEqual([401, 'unauthenticated']);
    const rows = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.entityId, sessionIdOf(session)));
    expect(rows.map((row) => row.action)).toContain('auth.refresh_reuse');
  });
});
