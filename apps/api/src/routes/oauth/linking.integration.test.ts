import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import type { LinkedAccount, LinkedProviderName, Session } from '@promptly/common';

import { auditLogs, linkedAccounts, sessions, users } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { BROWSER_ENV, openBrowser, type Browser } from '../../testing/oauth/browser.ts';
import {
  FIGMA_TOKEN_LIFE_S,
  startFigmaStub,
  type FigmaStub,
} from '../../testing/oauth/figma-stub.ts';
import { startGithubStub, type GithubStub } from '../../testing/oauth/github-stub.ts';
import { startOidcStub, type OidcStub } from '../../testing/oauth/oidc-stub.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const PAGE = 'https://studio.example/account';

let figma: FigmaStub;
let github: GithubStub;
let oidc: OidcStub;
let studio: TestApp;
let clock = new Date();
let people = 0;

beforeAll(async () => {
  [figma, github, oidc] = [await startFigmaStub(), await startGithubStub(), await startOidcStub()];
  studio = await createTestApp({
    now: () => clock,
    env: { ...BROWSER_ENV, ...figma.env, ...github.env, ...oidc.env },
  });
});
afterAll(async () => {
  await studio.dispose();
  for (const stub of [figma, github, oidc]) await stub.close();
});

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));
const as = ({ accessToken }: Session) => ({ Authorization: `Bearer ${accessToken}` });

async function signup(): Promise<Session> {
  people += 1;
  const body = { email: `linker${people}@example.com`, password: 'a long enough password' };
  return (await studio.agent.post('/api/v1/auth/signup').send(body)).body as Session;
}

const figmaUser = (id: string) => ({ id, handle: `Handle ${id}`, email: `${id}@figma.example` });
const githubUser = (id: number) => ({
  ...{ id, login: `login${id}`, email: `${id}@github.example`, verified: false },
});

/** To the provider and back, up to the address that the browser is sent back to. */
async function allow(browser: Browser, session: Session, provider: string, id: number) {
  const begun = await browser.post(`/oauth/${provider}/link`, session, { returnTo: '/account' });
  expect(begun.status).toBe(200);
  const { url } = begun.body as { url: string };
  if (provider === 'figma') return figma.allow(url, figmaUser(String(id)));
  if (provider === 'oidc') return oidc.allow(url, { sub: String(id) });
  return github.allow(url, githubUser(id));
}

async function link(session: Session, provider: string, id: number): Promise<string> {
  const browser = openBrowser(studio);
  return (await browser.open(await allow(browser, session, provider, id))).location;
}

async function linked(session: Session): Promise<LinkedAccount[]> {
  const answer = await studio.agent.get('/api/v1/auth/me/linked-accounts').set(as(session));
  return (answer.body as { items: LinkedAccount[] }).items;
}

const unlink = (session: Session, provider: LinkedProviderName) =>
  studio.agent.delete(`/api/v1/auth/me/linked-accounts/${provider}`).set(as(session));

const forgetPassword = ({ user }: Session) =>
  studio.container.db.update(users).set({ passwordHash: null }).where(eq(users.id, user.id));

const actionsOn = async ({ user }: Session) => {
  const isUser = eq(auditLogs.entityId, user.id);
  const rows = await studio.container.db.select().from(auditLogs).where(isUser);
  return rows.map(({ action }) => action);
};

describe('linking an account', () => {
  test('of Figma is begun by who is signed in, and listed without its tokens', async () => {
    const session = await signup();
    expect(await link(session, 'figma', 1)).toBe(`${PAGE}?linked=figma`);
    expect(await linked(session)).toEqual([
      {
        ...{ provider: 'figma', displayName: 'Handle 1', email: '1@figma.example' },
        scopes: ['current_user:read', 'file_content:read', 'file_metadata:read'],
        ...{ linkedAt: clock.toISOString(), lastUsedAt: clock.toISOString() },
      },
    ]);
    expect(await actionsOn(session)).toContain('auth.account_linked');
    const mails = await studio.container.mails.waiting();
    const theirs = mails.filter(({ to }) => to === session.user.email);
    expect(theirs.map(({ subject }) => subject)).toContainEqual(expect.stringMatching(/linked/));
  });

  test('is begun by a recent sign-in only, as a token that was found would open the account for good', async () => {
    const session = await signup();
    const createdAt = new Date(clock.getTime() - 11 * 60_000);
    const isTheirs = eq(sessions.userId, session.user.id);
    await studio.container.db.update(sessions).set({ createdAt }).where(isTheirs);
    const begun = await openBrowser(studio).post('/oauth/github/link', session);
    expect(refusalOf(begun)).toEqual([403, 'reauthentication_required']);
    const started = await studio.agent.get('/api/v1/oauth/figma/start').set(as(session));
    expect(refusalOf(started)).toEqual([403, 'reauthentication_required']);
  });

  test('of Figma can be begun by an address with a bearer token', async () => {
    const answer = await studio.agent.get('/api/v1/oauth/figma/start').set(as(await signup()));
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toContain(`${figma.url}/oauth?`);
    const unknown = await studio.agent.get('/api/v1/oauth/figma/start');
    expect(refusalOf(unknown)).toEqual([401, 'unauthenticated']);
  });

  test('of GitHub needs no verified address, as it is its owner who links it, who then signs in with it', async () => {
    const session = await signup();
    expect(await link(session, 'github', 2)).toBe(`${PAGE}?linked=github`);
    const browser = openBrowser(studio);
    const { location } = await browser.open('/api/v1/oauth/github/start');
    await browser.open(github.allow(location, githubUser(2)));
    expect((await browser.session())?.user.id).toBe(session.user.id);
  });

  test('ends only in the browser that began, or a victim would link theirs to a foreign account', async () => {
    const session = await signup();
    const back = await allow(openBrowser(studio), session, 'github', 3);
    const victim = openBrowser(studio);
    await victim.open('/api/v1/oauth/github/start');
    const { location } = await victim.open(back);
    expect(location).toBe('https://studio.example/sign-in?problem=sign_in_expired');
    expect(await linked(session)).toEqual([]);
  });

  test('signs nobody in', async () => {
    const [session, browser] = [await signup(), openBrowser(studio)];
    await browser.open(await allow(browser, session, 'github', 4));
    expect(await browser.session()).toBeNull();
  });

  test('is refused where it is linked to somebody else, or another one of them is linked', async () => {
    const [first, second] = [await signup(), await signup()];
    await link(first, 'figma', 5);
    expect(await link(second, 'figma', 5)).toBe(`${PAGE}?problem=already_linked`);
    expect(await link(first, 'figma', 6)).toBe(`${PAGE}?problem=already_linked`);
    expect(await link(first, 'figma', 5)).toBe(`${PAGE}?linked=figma`);
    expect(await linked(second)).toEqual([]);
  });

  test('by two users at once links it to one of them', async () => {
    const pair = [await signup(), await signup()] as const;
    const browsers = pair.map(() => openBrowser(studio));
    const backs = await Promise.all(
      pair.map((session, i) => allow(browsers[i] ?? openBrowser(studio), session, 'figma', 7)),
    );
    const ends = await Promise.all(browsers.map((browser, i) => browser.open(backs[i] ?? '')));
    expect(ends.map(({ location }) => location).sort()).toEqual([
      `${PAGE}?linked=figma`,
      `${PAGE}?problem=already_linked`,
    ]);
  });

  test('is in vain once the session has ended that began it', async () => {
    const [session, browser] = [await signup(), openBrowser(studio)];
    const back = await allow(browser, session, 'github', 8);
    const { refreshToken } = session;
    await studio.agent.post('/api/v1/auth/logout').send({ refreshToken }).expect(204);
    expect((await browser.open(back)).location).toBe(`${PAGE}?problem=unauthenticated`);
    const begun = await browser.post('/oauth/github/link', session);
    expect(refusalOf(begun)).toEqual([401, 'unauthenticated']);
  });

  test('does not write its tokens where others read them', async () => {
    await link(await signup(), 'figma', 9);
    const rows = await studio.container.db.select().from(linkedAccounts);
    const log = studio.logLines.join('');
    for (const token of figma.living.keys()) {
      expect(JSON.stringify(rows)).not.toContain(token);
      expect(log).not.toContain(token);
    }
  });
});

describe('unlinking', () => {
  test('keeps out what was unlinked, though both share a verified address, until it is linked again', async () => {
    const session = await signup();
    const isUser = eq(users.id, session.user.id);
    await studio.container.db.update(users).set({ emailVerifiedAt: clock }).where(isUser);
    const person = { ...githubUser(25), email: session.user.email, verified: true };
    const signIn = async () => {
      const browser = openBrowser(studio);
      const { location } = await browser.open('/api/v1/oauth/github/start');
      await browser.open(github.allow(location, person));
      return (await browser.session())?.user.id;
    };
    expect(await signIn()).toBe(session.user.id);
    expect((await unlink(session, 'github')).status).toBe(204);
    expect(await signIn()).toBeUndefined();
    await link(session, 'github', 25);
    expect(await signIn()).toBe(session.user.id);
  });

  test('gives back what the provider gave', async () => {
    const session = await signup();
    await link(session, 'github', 20);
    const token = [...github.living.keys()].at(-1) ?? '';
    expect((await unlink(session, 'github')).status).toBe(204);
    expect(github.living.has(token)).toBe(false);
    expect(await linked(session)).toEqual([]);
    expect(await actionsOn(session)).toContain('auth.account_unlinked');
    expect(refusalOf(await unlink(session, 'github'))).toEqual([404, 'not_found']);
  });

  test('works while the provider is down', async () => {
    const session = await signup();
    await link(session, 'github', 21);
    github.failWith({ status: 503 });
    expect((await unlink(session, 'github')).status).toBe(204);
    github.failWith(null);
    expect(await linked(session)).toEqual([]);
  });

  test('leaves a way to sign in, of which Figma is none', async () => {
    const session = await signup();
    await link(session, 'github', 22);
    await link(session, 'figma', 22);
    await forgetPassword(session);
    expect(refusalOf(await unlink(session, 'github'))).toEqual([409, 'last_sign_in']);
    expect((await unlink(session, 'figma')).status).toBe(204);
    await link(session, 'oidc', 22);
    expect((await unlink(session, 'github')).status).toBe(204);
    expect(refusalOf(await unlink(session, 'oidc'))).toEqual([409, 'last_sign_in']);
  });

  test('of two at once leaves one of them', async () => {
    const session = await signup();
    await link(session, 'github', 23);
    await link(session, 'oidc', 23);
    await forgetPassword(session);
    const answers = await Promise.all([unlink(session, 'github'), unlink(session, 'oidc')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await linked(session)).toHaveLength(1);
  });

  test('takes a session that goes on', async () => {
    const session = await signup();
    await link(session, 'figma', 24);
    const isTheirs = eq(sessions.userId, session.user.id);
    await studio.container.db.update(sessions).set({ revokedAt: clock }).where(isTheirs);
    expect(refusalOf(await unlink(session, 'figma'))).toEqual([401, 'unauthenticated']);
  });
});

describe('the token that is kept for a user', () => {
  const tokenOf = ({ user }: Session) =>
    studio.container.services.linkedAccounts.getProviderToken(user.id, 'figma');
  const rowOf = async ({ user }: Session) => {
    const isIt = and(eq(linkedAccounts.userId, user.id), eq(linkedAccounts.provider, 'figma'));
    const [row] = await studio.container.db.select().from(linkedAccounts).where(isIt);
    return row;
  };

  test('is given as long as it is good, and refreshed then', async () => {
    const session = await signup();
    await link(session, 'figma', 30);
    const first = await tokenOf(session);
    expect(await tokenOf(session)).toBe(first);
    later((FIGMA_TOKEN_LIFE_S - 60) * 1000);
    const second = await tokenOf(session);
    expect(second).not.toBe(first);
    expect(await tokenOf(session)).toBe(second);
    // The refresh token stays, as Figma gives no other one.
    later((FIGMA_TOKEN_LIFE_S - 60) * 1000);
    expect(await tokenOf(session)).not.toBe(second);
  });

  test('is refreshed once for all who ask at the same time', async () => {
    const session = await signup();
    await link(session, 'figma', 34);
    later(FIGMA_TOKEN_LIFE_S * 1000);
    const before = figma.requests.length;
    const given = await Promise.all([1, 2, 3].map(() => tokenOf(session)));
    expect(new Set(given).size).toBe(1);
    expect(figma.requests.length - before).toBe(1);
  });

  test('has to be allowed again once it was taken back there, and stays linked until then', async () => {
    const session = await signup();
    await link(session, 'figma', 31);
    figma.living.clear();
    later(FIGMA_TOKEN_LIFE_S * 1000);
    await expect(tokenOf(session)).rejects.toMatchObject({ code: 'provider_not_linked' });
    figma.failWith({ status: 500 });
    await expect(tokenOf(session)).rejects.toMatchObject({ code: 'provider_unreachable' });
    figma.failWith(null);
    expect(await rowOf(session)).toBeDefined();
  });

  test('is nobody else’s: one that was put into another row does not open', async () => {
    const [session, other] = [await signup(), await signup()];
    await link(session, 'figma', 32);
    await link(other, 'figma', 33);
    const tokensWrapped = (await rowOf(session))?.tokensWrapped ?? null;
    const isOther = eq(linkedAccounts.userId, other.user.id);
    await studio.container.db.update(linkedAccounts).set({ tokensWrapped }).where(isOther);
    await expect(tokenOf(other)).rejects.toThrow('was changed, or belongs elsewhere');
  });

  test('is none where nothing is linked', async () => {
    const none = tokenOf(await signup());
    await expect(none).rejects.toMatchObject({ code: 'provider_not_linked' });
  });
});
