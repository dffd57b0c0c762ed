import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { signingKeys } from '../../db/schema/index.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import { loadSigningKeys, rotateSigningKey, type SigningKeys } from './signing-keys.ts';

const identity = { userId: 'usr_1', sessionId: 'ses_1' };
const MINUTE_MS = 60_000;

let studio: TestApp;
let clock: Date;
let replicas: { keys: SigningKeys; tokens: AccessTokens }[];

const now = () => clock;
const pass = (ms: number) => void (clock = new Date(clock.getTime() + ms));
const rotate = () => rotateSigningKey(studio.container.db, studio.container.envelope, now);
const kidOf = (token: string) =>
  (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string })
    .kid;

beforeEach(async () => {
  clock = new Date();
  studio = await createTestApp({ now });
  const { db, envelope } = studio.container;
  replicas = await Promise.all(
    [1, 2].map(async () => {
      const keys = await loadSigningKeys(db, envelope, now);
      return { keys, tokens: createAccessTokens(keys, now) };
    }),
  );
});
afterEach(() => studio.dispose());

async function shownBy({ keys }: { keys: SigningKeys }): Promise<unknown[]> {
  return (await keys.jwks()).keys.map(({ kid }) => kid);
}

test('a new key is shown at once, signs when everybody has it, and the old one verifies what it signed', async () => {
  const [one, two] = replicas;
  if (!one || !two) throw new Error('There are two.');
  const { kid: older } = await one.keys.current();
  const { kid: newer, signsFrom } = await rotate();
  pass(15_000);
  for (const replica of replicas) {
    expect(await shownBy(replica)).toEqual([newer, older]);
    expect((await replica.keys.current()).kid).toBe(older);
  }
  clock = new Date(signsFrom.getTime() - 1_000);
  const lastOfOlder = await one.tokens.sign(identity);
  expect(kidOf(lastOfOlder)).toBe(older);
  pass(1_000);
  const firstOfNewer = await two.tokens.sign(identity);
  expect(kidOf(firstOfNewer)).toBe(newer);
  for (const { tokens } of replicas) {
    expect(await tokens.verify(lastOfOlder)).toEqual(identity);
    expect(await tokens.verify(firstOfNewer)).toEqual(identity);
  }
  // Nine minutes later it is still good, and once it has expired, that is what is said.
  pass(9 * MINUTE_MS);
  expect(await two.tokens.verify(lastOfOlder)).toEqual(identity);
  pass(MINUTE_MS);
  await expect(two.tokens.verify(lastOfOlder)).rejects.toMatchObject({ code: 'token_expired' });
});

test('an old key that was stolen signs nothing that is taken, once it is retired', async () => {
  const [one] = replicas;
  const stolen = (await one?.keys.current()) ?? { kid: '', privateKey: undefined };
  await rotate();
  pass(20 * MINUTE_MS);
  const forged = createAccessTokens(
    {
      current: () => Promise.resolve(stolen as Awaited<ReturnType<SigningKeys['current']>>),
      find: () => Promise.resolve(undefined),
      jwks: () => Promise.resolve({ keys: [] }),
    },
    now,
  );
  const token = await forged.sign(identity);
  for (const replica of replicas) {
    await expect(replica.tokens.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await shownBy(replica)).not.toContain(stolen.kid);
  }
});

test('rotations at once, or while one is on its way, make one key', async () => {
  const made = await Promise.all([rotate(), rotate(), rotate()]);
  expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
  expect(made.filter(({ isEarlier }) => !isEarlier)).toHaveLength(1);
  expect(await rotate()).toMatchObject({ isEarlier: true });
  expect(await studio.container.db.$count(signingKeys)).toBe(2);
});

test('keys that were retired a day ago are gone with their private part', async () => {
  const { kid: first } = await rotate();
  pass(30 * MINUTE_MS);
  await rotate();
  pass(25 * 60 * MINUTE_MS);
  await rotate();
  const rows = await studio.container.db.select().from(signingKeys);
  expect(rows).toHaveLength(2);
  expect(rows.map(({ id }) => id)).not.toContain(first);
});

test('tokens of before go on over HTTP, and the key set shows both keys', async () => {
  const { id } = await studio.factories.buildUser();
  const headers = await studio.bearer(id);
  const { kid } = await rotate();
  pass(MINUTE_MS);
  const me = await studio.agent.get('/api/v1/auth/me').set(headers);
  expect(me.status).toBe(200);
  const answer = await studio.agent.get('/api/v1/.well-known/jwks.json');
  const { keys } = answer.body as { keys: Record<string, unknown>[] };
  expect(keys).toHaveLength(2);
  expect(keys[0]).toMatchObject({ kid, alg: 'RS256', use: 'sig' });
  for (const key of keys)
    expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
});

test('a key of another replica is found, and one of nobody is looked for now and then only', async () => {
  const [one] = replicas;
  const { kid } = await rotate();
  pass(6_000);
  expect(await one?.keys.find(kid)).toBeDefined();
  expect(await one?.keys.find('sgk_unknown')).toBeUndefined();
});
