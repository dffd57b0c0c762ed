import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { desc, eq } from 'drizzle-orm';
import fc from 'fast-check';

import type { Me, Session } from '@promptly/common';

import { auditLogs, linkedAccounts, orgs, users } from '../../db/schema/index.ts';
import { errorOf, refusalOf } from '../../testing/answers.ts';
import { BROWSER_ENV, openBrowser, type Browser } from '../../testing/oauth/browser.ts';
import {
  startGithubStub,
  type GithubStub,
  type GithubUser,
} from '../../testing/oauth/github-stub.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const START = '/api/v1/oauth/github/start';
const HOME = 'https://studio.example/';
const signIn = (problem: string) => `https://studio.example/sign-in?problem=${problem}`;

let github: GithubStub;
let studio: TestApp;
let clock = new Date('2026-11-22T10:00:00Z');
let people = 0;

beforeAll(async () => {
  github = await startGithubStub();
  studio = await createTestApp({ now: () => clock, env: { ...BROWSER_ENV, ...github.env } });
});
afterAll(async () => {
  await studio.dispose();
  await github.close();
});

const later = (ms: number) => (clock = new Date(clock.getTime() + ms));

function newPerson(values: Partial<GithubUser> = {}): GithubUser {
  people += 1;
  const login = `ada${people}`;
  return { id: 1_000 + people, login, email: `${login}@example.com`, verified: true, ...values };
}

/** To GitHub and back, up to the address that the browser is sent back to. */
async function allow(browser: Browser, person: GithubUser, start = START): Promise<string> {
  const { location } = await browser.open(start);
  return github.allow(location, person);
}

async function signInAs(person: GithubUser, browser = openBrowser(studio)) {
  const { location } = await browser.open(await allow(browser, person));
  return { location, session: await browser.session() };
}

async function me(session: Session | null): Promise<Me> {
  const answer = await studio.agent
    .get('/api/v1/auth/me')
    .set('Authorization', `Bearer ${session?.accessToken ?? ''}`);
  return answer.body as Me;
}

async function actionsOn(userId: string): Promise<[string, unknown][]> {
  const rows = await studio.container.db
    .select()
    .from(auditLogs)
    .where(eq(auditLogs.entityId, userId))
    .orderBy(auditLogs.id);
  return rows.map(({ action, metadataJson }) => [action, metadataJson]);
}

const accountsOf = (email: string) =>
  studio.container.db.$count(users, eq(users.email, email.toLowerCase()));

describe('signing in with GitHub', () => {
  test('makes an account with an organization, signs in and goes where it was asked to', async () => {
    const [browser, person] = [openBrowser(studio), newPerson()];
    const back = await allow(browser, person, `${START}?returnTo=/projects/1%3Fview%3Dcode`);
    const { status, location } = await browser.open(back);
    expect([status, location]).toEqual([302, `${HOME}projects/1?view=code`]);
    const session = await browser.session();
    expect(await me(session)).toMatchObject({
      ...{ email: person.email, emailVerified: true, name: person.login },
      orgs: [{ role: 'owner' }],
    });
    expect(await actionsOn(session?.user.id ?? '')).toEqual([
      ['user.signed_up', { provider: 'github' }],
    ]);
  });

  test('asks for what is set, in the name of PUBLIC_URL, whatever name the request came by', async () => {
    const answer = await studio.agent.get(START).set('Host', 'localhost:4444');
    const { origin, pathname, searchParams } = new URL(String(answer.headers.location));
    expect(origin + pathname).toBe(`${github.url}/login/oauth/authorize`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      ...{ client_id: 'github-client', scope: 'read:user user:email' },
      redirect_uri: 'https://studio.example/api/v1/oauth/github/callback',
      code_challenge_method: 'S256',
    });
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^ps_oauth=[^;]+; Max-Age=600; Path=\/api\/v1\/oauth; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('again finds the same account, also after the address there has changed', async () => {
    const person = newPerson();
    const first = await signInAs(person);
    const moved = { ...person, email: `moved-${person.email}`, verified: false };
    const second = await signInAs(moved);
    expect(second.session?.user.id).toBe(first.session?.user.id);
    expect((await actionsOn(first.session?.user.id ?? '')).at(-1)).toEqual([
      'auth.login',
      { provider: 'github' },
    ]);
  });

  test('twice at once makes one account, to which both are signed in', async () => {
    const person = newPerson();
    const browsers = [1, 2, 3].map(() => openBrowser(studio));
    const backs = await Promise.all(browsers.map((browser) => allow(browser, person)));
    await Promise.all(browsers.map((browser, i) => browser.open(backs[i] ?? '')));
    const sessions = await Promise.all(browsers.map((browser) => browser.session()));
    expect(new Set(sessions.map((session) => session?.user.id)).size).toBe(1);
    expect(await accountsOf(person.email)).toBe(1);
  });

  test('keeps its token wrapped, and writes no secret into the log', async () => {
    const { session } = await signInAs(newPerson());
    const isTheirs = eq(linkedAccounts.userId, session?.user.id ?? '');
    const [row] = await studio.container.db.select().from(linkedAccounts).where(isTheirs);
    const token = [...github.living.keys()].at(-1) ?? '';
    expect(row?.tokensWrapped).toMatch(/^v2\./);
    expect(JSON.stringify(row)).not.toContain(token);
    const log = studio.logLines.join('');
    for (const secret of [token, 'github-secret', ...codesSeen()])
      expect(log).not.toContain(secret);
  });

  test('needs no password, and has none: an empty one opens nothing', async () => {
    const person = newPerson();
    await signInAs(person);
    const login = await studio.agent
      .post('/api/v1/auth/login')
      .send({ email: person.email, password: 'anything at all' });
    expect(refusalOf(login)).toEqual([401, 'invalid_credentials']);
  });
});

const codesSeen = () =>
  github.requests.flatMap(({ form }) => form.getAll('code')).filter((code) => code !== '');

describe('an answer of GitHub is taken once, in the browser that asked', () => {
  test('not from another browser, whose victim would be signed in to a foreign account', async () => {
    const back = await allow(openBrowser(studio), newPerson());
    const victim = openBrowser(studio);
    expect((await victim.open(back)).location).toBe(signIn('sign_in_expired'));
    await victim.open(START);
    const before = github.requests.length;
    expect((await victim.open(back)).location).toBe(signIn('sign_in_expired'));
    expect(await victim.session()).toBeNull();
    expect(github.requests.length).toBe(before);
  });

  test('not again, though the cookie was kept', async () => {
    const browser = openBrowser(studio);
    const back = await allow(browser, newPerson());
    const cookies = [...browser.cookies];
    expect((await browser.open(back)).location).toBe(HOME);
    const thief = openBrowser(studio);
    for (const [name, value] of cookies) thief.cookies.set(name, value);
    expect((await thief.open(back)).location).toBe(signIn('sign_in_expired'));
    expect(await thief.session()).toBeNull();
  });

  test('one time of many at once', async () => {
    const browser = openBrowser(studio);
    const back = await allow(browser, newPerson());
    const copies = [1, 2, 3, 4].map(() => {
      const copy = openBrowser(studio);
      for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
      return copy;
    });
    const answers = await Promise.all(copies.map((copy) => copy.open(back)));
    expect(answers.map(({ location }) => location).sort()).toEqual(
      [HOME, ...Array.from({ length: 3 }, () => signIn('sign_in_expired'))].sort(),
    );
  });

  test('not after ten minutes', async () => {
    const browser = openBrowser(studio);
    const back = await allow(browser, newPerson());
    later(10 * 60_000);
    expect((await browser.open(back)).location).toBe(signIn('sign_in_expired'));
  });

  test('not with a cookie that was changed', async () => {
    const browser = openBrowser(studio);
    const back = await allow(browser, newPerson());
    for (const [name, value] of browser.cookies) browser.cookies.set(name, `${value}A`);
    expect((await browser.open(back)).location).toBe(signIn('sign_in_expired'));
  });

  test('not with a code that was used before', async () => {
    const [first, second] = [openBrowser(studio), openBrowser(studio)];
    const used = new URL(await allow(first, newPerson()));
    await first.open(used.href);
    const back = new URL(await allow(second, newPerson()));
    back.searchParams.set('code', used.searchParams.get('code') ?? '');
    expect((await second.open(back.href)).location).toBe(signIn('provider_refused'));
    expect(await second.session()).toBeNull();
  });

  test('not from another issuer, which an answer may name', async () => {
    const browser = openBrowser(studio);
    const back = new URL(await allow(browser, newPerson()));
    back.searchParams.set('iss', 'https://evil.test');
    expect((await browser.open(back.href)).location).toBe(signIn('provider_refused'));
  });

  test.each([
    ['access_denied', 'sign_in_canceled'],
    ['server_error', 'provider_refused'],
  ])('%s leads back with %s', async (error, problem) => {
    const browser = openBrowser(studio);
    const back = new URL(await allow(browser, newPerson(), `${START}?returnTo=/projects/1`));
    back.searchParams.delete('code');
    back.searchParams.set('error', error);
    const { location } = await browser.open(back.href);
    expect(location).toBe(`${signIn(problem)}&next=%2Fprojects%2F1`);
  });
});

describe('an account that is there already', () => {
  const password = 'a long enough password';

  async function signup(email: string): Promise<Session> {
    const answer = await studio.agent.post('/api/v1/auth/signup').send({ email, password });
    return answer.body as Session;
  }

  async function verify(email: string): Promise<void> {
    const verified = { emailVerifiedAt: clock };
    await studio.container.db.update(users).set(verified).where(eq(users.email, email));
  }

  test('is not opened by an address that GitHub did not verify', async () => {
    const person = newPerson({ verified: false });
    await signup(person.email);
    await verify(person.email);
    const { location, session } = await signInAs(person);
    expect([location, session]).toEqual([signIn('email_unverified'), null]);
  });

  test('is not joined where its own address was never verified, since a stranger may have made it', async () => {
    const person = newPerson();
    await signup(person.email);
    const { location, session } = await signInAs(person);
    expect([location, session]).toEqual([signIn('account_exists'), null]);
    expect(
      await studio.container.db.$count(linkedAccounts, eq(linkedAccounts.email, person.email)),
    ).toBe(0);
  });

  test('is joined where both sides verified the address, and its owner is told', async () => {
    const person = newPerson();
    const { user } = await signup(person.email);
    await verify(person.email);
    const { session } = await signInAs({ ...person, email: person.email.toUpperCase() });
    expect(session?.user.id).toBe(user.id);
    expect((await actionsOn(user.id)).slice(-2)).toEqual([
      ['auth.account_linked', { provider: 'github' }],
      ['auth.login', { provider: 'github' }],
    ]);
    const mails = await studio.container.mails.waiting();
    expect(mails.filter(({ to }) => to === person.email).at(-1)?.subject).toMatch(/linked/);
  });

  test('is joined once, by many at once', async () => {
    const person = newPerson();
    const { user } = await signup(person.email);
    await verify(person.email);
    const arrivals = await Promise.all([1, 2, 3].map(() => signInAs(person)));
    expect(arrivals.map(({ session }) => session?.user.id)).toEqual([user.id, user.id, user.id]);
    const joined = (await actionsOn(user.id)).filter(
      ([action]) => action === 'auth.account_linked',
    );
    expect(joined).toHaveLength(1);
  });

  test('is not opened by another GitHub account that came by the same address', async () => {
    const person = newPerson();
    await signInAs(person);
    const { location } = await signInAs({ ...person, id: person.id + 500_000 });
    expect(location).toBe(signIn('account_exists'));
  });

  test('is still opened by its password', async () => {
    const person = newPerson();
    await signup(person.email);
    await verify(person.email);
    await signInAs(person);
    const login = await studio.agent
      .post('/api/v1/auth/login')
      .send({ email: person.email, password });
    expect(login.status).toBe(200);
  });
});

describe('a GitHub that fails', () => {
  afterAll(() => github.failWith(null));

  test.each([
    ['is down', { status: 503 }, 'provider_unreachable'],
    ['answers without end', { text: `"${'x'.repeat(300_000)}"` }, 'provider_unreachable'],
    ['answers no JSON', { text: '<html>' }, 'provider_refused'],
    ['answers another shape', { json: { access_token: 7 } }, 'provider_refused'],
    ['redirects', { status: 307 }, 'provider_refused'],
  ])('because it %s signs nobody in', async (_how, failure, problem) => {
    github.failWith(null);
    const browser = openBrowser(studio);
    const back = await allow(browser, newPerson());
    github.failWith(failure);
    expect((await browser.open(back)).location).toBe(signIn(problem));
    expect(await browser.session()).toBeNull();
  });
});

test('only paths of the studio are returned to', async () => {
  const hostile = ['https://evil.test', '//evil.test', '/\\evil.test', '/a\nb', '', 'javascript:x'];
  for (const returnTo of hostile) {
    const answer = await studio.agent.get(START).query({ returnTo });
    expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  }
});

test('whatever path is asked for, the browser stays at the studio', async () => {
  const path = fc.oneof(
    fc.string({ maxLength: 30 }).map((text) => `/${text}`),
    fc.constantFrom('/.//evil.test', '/%2f/evil.test', '/?next=//evil.test', '/#//evil.test'),
  );
  await fc.assert(
    fc.asyncProperty(path, async (returnTo) => {
      const browser = openBrowser(studio);
      const { status, location } = await browser.open(
        `${START}?returnTo=${encodeURIComponent(returnTo)}`,
      );
      if (status === 422) return;
      const back = new URL(github.allow(location, newPerson()));
      const answer = await browser.open(back.href);
      expect(new URL(answer.location).origin).toBe('https://studio.example');
      expect(answer.location.startsWith('https://studio.example/')).toBe(true);
    }),
    { numRuns: 25 },
  );
});

describe('an operator', () => {
  test('decides who may sign up, also with GitHub, while known people sign in', async () => {
    const env = { ...BROWSER_ENV, ...github.env, SIGNUP: 'invite' };
    const invited = await createTestApp({ env });
    const [first, stranger] = [newPerson(), newPerson()];
    const arrive = async (person: GithubUser) => {
      const browser = openBrowser(invited);
      return browser.open(await allow(browser, person));
    };
    expect((await arrive(first)).location).toBe(HOME);
    const [operator] = await invited.container.db.select().from(users).orderBy(desc(users.id));
    expect([operator?.isOperator, operator?.passwordHash]).toEqual([true, null]);
    expect((await arrive(stranger)).location).toBe(signIn('signup_closed'));
    expect((await arrive(first)).location).toBe(HOME);
    const operatorId = operator?.id ?? '';
    const isTheirs = eq(orgs.ownerUserId, operatorId);
    const [org] = await invited.container.db.select().from(orgs).where(isTheirs);
    await invited.agent
      .post(`/api/v1/orgs/${org?.id}/invite`)
      .set(await invited.bearer(operatorId))
      .send({ email: stranger.email, role: 'editor' })
      .expect(201);
    expect((await arrive(stranger)).location).toBe(HOME);
    await invited.dispose();
  });

  test('who sets nothing up offers nothing', async () => {
    const plain = await createTestApp();
    const offered = await plain.agent.get('/api/v1/auth/providers');
    expect(offered.body).toEqual({ items: [], nextCursor: null });
    for (const path of ['github/start', 'oidc/start', 'github/callback', 'figma/callback']) {
      const answer = await plain.agent.get(`/api/v1/oauth/${path}`);
      expect(refusalOf(answer)).toEqual([404, 'provider_not_configured']);
      expect(errorOf(answer).message).toContain('not set up');
    }
    await plain.dispose();
  });

  test('who sets GitHub up offers it', async () => {
    const offered = await studio.agent.get('/api/v1/auth/providers');
    const item = { provider: 'github', label: 'GitHub', signIn: true, link: true };
    expect(offered.body).toEqual({ items: [item], nextCursor: null });
  });
});
