import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { linkedAccounts } from '../../db/schema/index.ts';
import { refusalOf } from '../../testing/answers.ts';
import { BROWSER_ENV, openBrowser } from '../../testing/oauth/browser.ts';
import { startGithubStub, type GithubStub } from '../../testing/oauth/github-stub.ts';
import {
  startOidcStub,
  type OidcStub,
  type OidcUser,
  type Tampering,
} from '../../testing/oauth/oidc-stub.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';

const START = '/api/v1/oauth/oidc/start';
const HOME = 'https://studio.example/';
const signIn = (problem: string) => `https://studio.example/sign-in?problem=${problem}`;

let oidc: OidcStub;
let github: GithubStub;
let studio: TestApp;
let people = 0;

beforeAll(async () => {
  [oidc, github] = [await startOidcStub(), await startGithubStub()];
  studio = await createTestApp({ env: { ...BROWSER_ENV, ...oidc.env, ...github.env } });
});
afterEach(() => {
  oidc.tamper({});
  oidc.failWith(null);
});
afterAll(async () => {
  await studio.dispose();
  await oidc.close();
  await github.close();
});

function newPerson(values: Partial<OidcUser> = {}): OidcUser {
  people += 1;
  const email = `grace${people}@example.com`;
  return { sub: `subject-${people}`, email, email_verified: true, name: 'Grace', ...values };
}

async function arrive(person: OidcUser, change: (back: URL) => void = () => undefined) {
  const browser = openBrowser(studio);
  const { location } = await browser.open(START);
  const back = new URL(oidc.allow(location, person));
  change(back);
  const answer = await browser.open(back.href);
  return { location: answer.location, session: await browser.session() };
}

test('who is known to the provider is signed in, with the issuer kept beside the subject', async () => {
  const person = newPerson();
  const { location, session } = await arrive(person);
  expect(location).toBe(HOME);
  expect(session?.user).toMatchObject({ email: person.email, emailVerified: true, name: 'Grace' });
  const rows = await studio.container.db.select().from(linkedAccounts);
  expect(rows).toEqual([
    expect.objectContaining({ provider: 'oidc', issuer: oidc.url, subject: person.sub }),
  ]);
});

test('it is offered under the name that the operator gave it', async () => {
  const answer = await studio.agent.get('/api/v1/auth/providers');
  const { items } = answer.body as { items: object[] };
  expect(items).toContainEqual({ provider: 'oidc', label: 'Test ID', signIn: true, link: true });
});

test('claims that the token lacks are asked for, and belong to the same subject', async () => {
  const person = newPerson();
  oidc.tamper({ claims: { email: undefined, email_verified: undefined } });
  expect((await arrive(person)).session?.user.email).toBe(person.email);
  oidc.tamper({ claims: { email: undefined, sub: 'somebody else' } });
  expect((await arrive(newPerson())).location).toBe(signIn('provider_refused'));
});

describe('an ID token is not taken', () => {
  const cases: [string, Tampering][] = [
    ['of another issuer', { claims: { iss: 'https://evil.test' } }],
    ['for another audience', { claims: { aud: 'another-client' } }],
    ['for many, where another one is meant', { claims: { aud: ['oidc-client', 'x'], azp: 'x' } }],
    ['of another request', { claims: { nonce: 'of another one' } }],
    ['of no request', { claims: { nonce: undefined } }],
    ['that has expired', { claims: { exp: 1_000_000_000 } }],
    ['of nobody', { claims: { sub: undefined } }],
    ['signed by another key', { signature: 'foreign' }],
    ['signed by the client secret', { signature: 'secret' }],
    ['signed by nobody', { signature: 'none' }],
  ];

  test.each(cases)('%s', async (_how, tampering) => {
    oidc.tamper(tampering);
    const { location, session } = await arrive(newPerson());
    expect([location, session]).toEqual([signIn('provider_refused'), null]);
  });

  test('of another issuer, as the answer itself says', async () => {
    const change = (back: URL) => back.searchParams.set('iss', 'https://evil.test');
    expect((await arrive(newPerson(), change)).location).toBe(signIn('provider_refused'));
  });

  test('at the callback of another provider', async () => {
    const change = (back: URL) => (back.pathname = back.pathname.replace('oidc', 'github'));
    const { location, session } = await arrive(newPerson(), change);
    expect([location, session]).toEqual([signIn('sign_in_expired'), null]);
    expect(github.requests).toEqual([]);
  });
});

describe('an address', () => {
  test.each([false, undefined])('whose email_verified is %j makes no account', async (verified) => {
    const person = newPerson({ email_verified: verified });
    expect((await arrive(person)).location).toBe(signIn('email_unverified'));
  });

  test.each([
    ['true', HOME],
    ['false', signIn('email_unverified')],
    ['yes', signIn('email_unverified')],
    [1, signIn('email_unverified')],
    [null, signIn('email_unverified')],
  ])(
    'whose email_verified is %j is read as what it says, whatever the operator says of others',
    async (claim, page) => {
      const env = { ...BROWSER_ENV, ...oidc.env, OIDC_EMAILS_VERIFIED: 'true' };
      const trusting = await createTestApp({ env });
      oidc.tamper({ claims: { email_verified: claim } });
      const browser = openBrowser(trusting);
      const { location } = await browser.open(START);
      expect((await browser.open(oidc.allow(location, newPerson()))).location).toBe(page);
      await trusting.dispose();
    },
  );

  test('counts as verified where the operator says that all are, except one that is said not to be', async () => {
    const env = { ...BROWSER_ENV, ...oidc.env, OIDC_EMAILS_VERIFIED: 'true' };
    const trusting = await createTestApp({ env });
    const land = async (person: OidcUser) => {
      const browser = openBrowser(trusting);
      const { location } = await browser.open(START);
      return (await browser.open(oidc.allow(location, person))).location;
    };
    expect(await land(newPerson({ email_verified: undefined }))).toBe(HOME);
    expect(await land(newPerson({ email_verified: false }))).toBe(signIn('email_unverified'));
    await trusting.dispose();
  });
});

describe('a provider that does not say who it is', () => {
  test.each([
    ['as it is down', () => oidc.failWith({ status: 502 }), [503, 'provider_unreachable']],
    [
      'as its answer is endless',
      () => oidc.failWith({ text: ' '.repeat(300_000) }),
      [503, 'provider_unreachable'],
    ],
    [
      'but somebody else',
      () => oidc.describe({ issuer: 'https://evil.test' }),
      [422, 'provider_refused'],
    ],
  ] as const)('%s, is asked again the next time', async (_how, fail, refusal) => {
    const fresh = await createTestApp({ env: { ...BROWSER_ENV, ...oidc.env } });
    fail();
    expect(refusalOf(await fresh.agent.get(START))).toEqual(refusal);
    oidc.failWith(null);
    oidc.describe({});
    expect((await fresh.agent.get(START)).status).toBe(302);
    await fresh.dispose();
  });
});
