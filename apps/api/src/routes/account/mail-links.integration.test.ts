import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, desc, eq } from 'drizzle-orm';

import { newId, type Me, type Session } from '@promptly/common';

import {
  apiKeys,
  auditLogs,
  emailTokens,
  invitations,
  linkedAccounts,
  mails,
  webhooks,
} from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const password = 'a long enough password';
const newPassword = 'another long password';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let people = 0;

beforeAll(async () => {
  studio = await createTestApp({ now: () => clock, env: { TRUST_PROXY: '1' } });
});
afterAll(() => studio.dispose());

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const post = (path: string, body?: object) => studio.agent.post(`/api/v1/auth/${path}`).send(body);
const login = (email: string, secret: string) => post('login', { email, password: secret });
const request = (email: string, ip = '192.0.2.1') =>
  post('password-reset', { email }).set('X-Forwarded-For', ip);
const reset = (token: string) => post('password-reset/confirm', { token, newPassword });
const as = ({ accessToken }: Session) => ({ Authorization: `Bearer ${accessToken}` });
const verify = (session: Session, token: string) =>
  post('email-verification/confirm', { token }).set(as(session));
const sendAgain = (session: Session) => post('email-verification').set(as(session));

async function signup(): Promise<Session> {
  people += 1;
  const body = { email: `person${people}@example.com`, password };
  const answer = await post('signup', body).set('X-Forwarded-For', `198.51.100.${people}`);
  expect(answer.status).toBe(201);
  return answer.body as Session;
}

async function me(session: Session): Promise<Me> {
  const answer = await studio.agent.get('/api/v1/auth/me').set(as(session));
  return answer.body as Me;
}

/** The mails that wait for somebody, the newest first. */
async function mailsTo(email: string) {
  const waiting = await studio.container.mails.waiting();
  return waiting.filter(({ to }) => to === email).reverse();
}

async function newestToken(email: string): Promise<string> {
  const [mail] = await mailsTo(email);
  return /#token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

async function requested(email: string): Promise<string> {
  expect((await request(email)).status).toBe(202);
  return newestToken(email);
}

async function actionsOn(entityId: string): Promise<string[]> {
  const isEntity = eq(auditLogs.entityId, entityId);
  const rows = await studio.container.db.select().from(auditLogs).where(isEntity);
  return rows.map(({ action }) => action);
}

/** What a stranger who made the account could leave in it: an API key, an open invitation, a webhook and a linked account. */
async function leaveWaysIn(session: Session): Promise<{ apiKey: string }> {
  const orgId = (await me(session)).orgs[0]?.id ?? '';
  const body = { orgId, name: 'Kept', scopes: ['read'] };
  const made = await post('api-keys', body).set(as(session));
  const invited = await studio.agent
    .post(`/api/v1/orgs/${orgId}/invite`)
    .set(as(session))
    .send({ email: 'accomplice@example.com', role: 'admin' });
  const told = await studio.agent
    .post(`/api/v1/orgs/${orgId}/webhooks`)
    .set(as(session))
    .send({ url: 'https://hooks.example.com/kept', events: ['codegen.*'] });
  expect([made.status, invited.status, told.status]).toEqual([201, 201, 201]);
  await studio.container.db.insert(linkedAccounts).values({
    ...{ id: newId('linkedAccount'), userId: session.user.id, provider: 'github' },
    ...{ issuer: 'https://github.com', subject: session.user.id },
  });
  return { apiKey: (made.body as { id: string }).id };
}

async function waysInto({ user }: Session, apiKey: string) {
  const { db } = studio.container;
  const [key] = await db.select().from(apiKeys).where(eq(apiKeys.id, apiKey));
  return {
    key: key?.revokedAt === null,
    invitations: await db.$count(invitations, eq(invitations.invitedBy, user.id)),
    links: await db.$count(linkedAccounts, eq(linkedAccounts.userId, user.id)),
    webhooks: await db.$count(
      webhooks,
      and(eq(webhooks.createdBy, user.id), eq(webhooks.active, true)),
    ),
  };
}

describe('a new password', () => {
  test('takes an account whose address nobody had verified from whoever made it', async () => {
    const session = await signup();
    const { apiKey } = await leaveWaysIn(session);
    expect(await waysInto(session, apiKey)).toEqual({
      key: true,
      invitations: 1,
      links: 1,
      webhooks: 1,
    });
    expect((await reset(await requested(session.user.email))).status).toBe(204);
    expect(await waysInto(session, apiKey)).toEqual({
      key: false,
      invitations: 0,
      links: 0,
      webhooks: 0,
    });
  });

  test('unlinks accounts of a verified address, too, and leaves what its owner gave out', async () => {
    const session = await signup();
    expect((await verify(session, await newestToken(session.user.email))).status).toBe(204);
    const { apiKey } = await leaveWaysIn(session);
    expect((await reset(await requested(session.user.email))).status).toBe(204);
    expect(await waysInto(session, apiKey)).toEqual({
      key: true,
      invitations: 1,
      links: 0,
      webhooks: 1,
    });
  });
});

describe('asking for a new password', () => {
  test('sends a mail whose link sets one', async () => {
    const { user } = await signup();
    const token = await requested(user.email);
    const [mail] = await mailsTo(user.email);
    expect(mail?.text).toContain(`http://127.0.0.1:3000/reset-password#token=${token}\n`);
    expect((await reset(token)).status).toBe(204);
    expect((await login(user.email, newPassword)).status).toBe(200);
    expect(refusalOf(await login(user.email, password))).toEqual([401, 'invalid_credentials']);
    expect(await actionsOn(user.id)).toEqual(
      expect.arrayContaining(['auth.password_reset_requested', 'auth.password_reset']),
    );
  });

  test('answers and writes the same for an address that nobody has, and sends nothing there', async () => {
    const { user } = await signup();
    const rows = async () => {
      const { db } = studio.container;
      return Promise.all([emailTokens, mails, auditLogs].map((table) => db.$count(table)));
    };
    const cost = async (email: string) => {
      const before = await rows();
      const answer = await request(email);
      const after = await rows();
      const names = Object.keys(answer.headers).sort();
      return {
        status: answer.status,
        body: answer.body as unknown,
        names,
        written: after.map((n, i) => n - (before[i] ?? 0)),
      };
    };
    const known = await cost(user.email);
    expect(known).toMatchObject({ status: 202, written: [1, 1, 1] });
    expect(await cost('nobody@example.com')).toEqual(known);
    expect(await mailsTo('nobody@example.com')).toEqual([]);
  });

  test('links to where the studio is set to be, whatever name the request came by', async () => {
    const { user } = await signup();
    await request(user.email).set('Host', 'localhost:6666').expect(202);
    const [mail] = await mailsTo(user.email);
    expect(mail?.text).not.toContain('6666');
    expect(mail?.text).toContain('http://127.0.0.1:3000/');
  });

  test('is limited for one account from one address, whether or not it exists', async () => {
    const { user } = await signup();
    for (const email of [user.email, 'nobody-at-all@example.com']) {
      for (let i = 0; i < 5; i += 1) await request(email, '192.0.2.5').expect(202);
      const refused = await request(email, '192.0.2.5');
      expect(refusalOf(refused)).toEqual([429, 'rate_limited']);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(await mailsTo(user.email)).toHaveLength(6);
  });

  test('fills no mailbox from many addresses, and still works from where its owner signed in', async () => {
    const { user } = await signup();
    for (let i = 0; i < 20; i += 1) await request(user.email, `203.0.113.${i}`).expect(202);
    expect((await request(user.email, '203.0.113.99')).status).toBe(429);
    expect((await request(user.email, `198.51.100.${people}`)).status).toBe(202);
  });

  test.each([{}, { email: 'nobody' }, { email: 'a@example.com', link: 'https://evil.test' }])(
    'with %j is answered 422',
    async (body) => {
      expect(refusalOf(await post('password-reset', body))).toEqual([422, 'validation_failed']);
    },
  );
});

describe('the link of a new password', () => {
  test('works once, also when it is used twice at the same time', async () => {
    const { user } = await signup();
    const token = await requested(user.email);
    const answers = await Promise.all([reset(token), reset(token), reset(token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410, 410]);
    expect(refusalOf(await reset(token))).toEqual([410, 'link_expired']);
  });

  test('works for an hour', async () => {
    const { user } = await signup();
    const [first, second] = [await requested(user.email), await requested(user.email)];
    later(HOUR_MS - 1);
    expect((await reset(first)).status).toBe(204);
    const third = await requested(user.email);
    later(HOUR_MS);
    expect(refusalOf(await reset(third))).toEqual([410, 'link_expired']);
    expect(refusalOf(await reset(second))).toEqual([410, 'link_expired']);
  });

  test('makes the other links worthless, once it was used', async () => {
    const { user } = await signup();
    const [first, second] = [await requested(user.email), await requested(user.email)];
    await reset(second).expect(204);
    expect(refusalOf(await reset(first))).toEqual([410, 'link_expired']);
  });

  test('is one of two that are used at once', async () => {
    const { user } = await signup();
    const tokens = [await requested(user.email), await requested(user.email)];
    const answers = await Promise.all(tokens.map(reset));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  test('ends all sessions, tells the owner, and proves the address', async () => {
    const session = await signup();
    await reset(await requested(session.user.email)).expect(204);
    const renewal = await post('refresh', { refreshToken: session.refreshToken });
    expect(refusalOf(renewal)).toEqual([401, 'unauthenticated']);
    const [notice] = await mailsTo(session.user.email);
    expect(notice?.subject).toBe('Your password was changed');
    const again = (await login(session.user.email, newPassword)).body as Session;
    expect(again.user.emailVerified).toBe(true);
  });

  test('is kept as a hash only', async () => {
    const { user } = await signup();
    const token = await requested(user.email);
    const { db } = studio.container;
    const kept = [await db.select().from(emailTokens), await db.select().from(mails)];
    expect(JSON.stringify(kept)).not.toContain(token);
    expect(studio.logLines.join('')).not.toContain(token);
  });

  test('verifies no address, and the link for that sets no password', async () => {
    const session = await signup();
    const { email } = session.user;
    const verification = await newestToken(email);
    expect(refusalOf(await reset(verification))).toEqual([410, 'link_expired']);
    expect(refusalOf(await verify(session, await requested(email)))).toEqual([410, 'link_expired']);
  });

  test.each(['made-up', "' or 1=1 --", 'x'.repeat(200)])('is not %j', async (token) => {
    expect(refusalOf(await reset(token))).toEqual([410, 'link_expired']);
  });
});

describe('the address of an account', () => {
  test('is verified by the link of the mail that signing up sends', async () => {
    const session = await signup();
    expect(session.user.emailVerified).toBe(false);
    const token = await newestToken(session.user.email);
    expect((await verify(session, token)).status).toBe(204);
    expect((await me(session)).emailVerified).toBe(true);
    expect(await actionsOn(session.user.id)).toContain('user.email_verified');
    expect(refusalOf(await verify(session, token))).toEqual([410, 'link_expired']);
    expect(refusalOf(await sendAgain(session))).toEqual([409, 'conflict']);
  });

  test('is verified by a second mail, for three days', async () => {
    const session = await signup();
    later(72 * HOUR_MS);
    const late = await newestToken(session.user.email);
    expect(late).toBe('');
    const renewed = (await post('refresh', { refreshToken: session.refreshToken })).body as Session;
    expect((await sendAgain(renewed)).status).toBe(202);
    later(72 * HOUR_MS - 1);
    const token = await newestToken(session.user.email);
    const { refreshToken } = renewed;
    const atLast = (await post('refresh', { refreshToken })).body as Session;
    expect((await verify(atLast, token)).status).toBe(204);
  });

  test('is verified for its own account only: its reader may not be who made that', async () => {
    const [stranger, reader] = [await signup(), await signup()];
    const token = await newestToken(stranger.user.email);
    const unknown = await post('email-verification/confirm', { token });
    expect(refusalOf(unknown)).toEqual([401, 'unauthenticated']);
    expect(refusalOf(await verify(reader, token))).toEqual([403, 'forbidden']);
    const verified = [(await me(stranger)).emailVerified, (await me(reader)).emailVerified];
    expect(verified).toEqual([false, false]);
    // Whoever has both is let in still.
    expect((await verify(stranger, token)).status).toBe(204);
  });

  test('is not verified by a session that has ended', async () => {
    const session = await signup();
    const token = await newestToken(session.user.email);
    await post('logout', { refreshToken: session.refreshToken }).expect(204);
    expect(refusalOf(await verify(session, token))).toEqual([401, 'unauthenticated']);
  });

  test('gets three mails, and one more every ten minutes', async () => {
    const session = await signup();
    for (let i = 0; i < 3; i += 1) await sendAgain(session).expect(202);
    expect(refusalOf(await sendAgain(session))).toEqual([429, 'rate_limited']);
    later(9 * MINUTE_MS);
    expect(refusalOf(await sendAgain(session))).toEqual([429, 'rate_limited']);
  });

  test('and its name bring nothing of their own into the mail', async () => {
    const name = 'Prize https://evil.test';
    await post('signup', { email: 'victim@example.com', password, name }).expect(201);
    const [mail] = await mailsTo('victim@example.com');
    expect(JSON.stringify(mail)).not.toMatch(/prize|evil/i);
  });
});

test('without a mail server, the operator reads the mails by a command, and nobody by HTTP', async () => {
  const { user } = await signup();
  const token = await requested(user.email);
  const { config, databaseUrls, db } = studio.container;
  // The command goes by the clock of the machine.
  const inAnHour = new Date(Date.now() + HOUR_MS);
  await db.update(mails).set({ expiresAt: inAnHour }).where(eq(mails.toAddress, user.email));
  const kek = await readFile(join(config.dataDir, 'kek'), 'utf8');
  const run = (...args: string[]) =>
    promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, '../../command.ts'), ...args],
      {
        env: {
          ...{ PATH: process.env.PATH, DATA_DIR: config.dataDir, LOG_LEVEL: 'silent' },
          ...{ DATABASE_URL: databaseUrls.url, KEK: kek.trim() },
        },
      },
    );
  const { stdout } = await run('outbox');
  expect(stdout).toContain(`To: ${user.email}\nSubject: Choose a new password\n`);
  expect(stdout).toContain(`#token=${token}\n`);
  await expect(run('nothing')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('outbox'),
  });
  const [newest] = await db.select().from(mails).orderBy(desc(mails.id)).limit(1);
  expect(newest?.sentAt).toBeNull();
});
