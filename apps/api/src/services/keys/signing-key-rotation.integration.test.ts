import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';

import { CHANNELS } from '../../db/listener.ts';
import { auditLogs, signingKeys } from '../../db/schema/index.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createLinkSigner } from '../signed-links.ts';
import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import {
  loadSigningKeys,
  revokeSigningKeys,
  rotateSigningKey,
  type SigningKeys,
} from './signing-keys.ts';

const identity = { userId: 'usr_1', sessionId: 'ses_1' };
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

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

test('keys are gone with their private part once nothing that they signed can be good any more', async () => {
  const { kid: first } = await rotate();
  pass(30 * MINUTE_MS);
  await rotate();
  pass(4 * DAY_MS);
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

test('links go on while their key is replaced, for as long as the longest of them holds', async () => {
  const [one, two] = replicas.map(({ keys }) => createLinkSigner(keys.linkSecrets));
  const { signsFrom } = await rotate();
  clock = new Date(signsFrom.getTime() - 1_000);
  const signature = await one?.sign('test', ['a']);
  pass(1_000 + 2 * DAY_MS);
  expect(await two?.matches(signature ?? '', 'test', ['a'])).toBe(true);
  expect(await two?.sign('test', ['a'])).not.toBe(signature);
  pass(MINUTE_MS + 15 * MINUTE_MS);
  expect(await two?.matches(signature ?? '', 'test', ['a'])).toBe(false);
});

describe('when keys are revoked', () => {
  const revoke = () => revokeSigningKeys(studio.container.db, studio.container.envelope, now);

  test('nothing that they signed is taken, one on its way among them, and the new one signs', async () => {
    const [one, two] = replicas;
    if (!one || !two) throw new Error('There are two.');
    await rotate();
    const token = await one.tokens.sign(identity);
    const signature = await createLinkSigner(one.keys.linkSecrets).sign('test', ['a']);
    const { kid, revoked } = await revoke();
    expect(revoked).toBe(2);
    for (const { keys, tokens } of replicas) {
      await keys.reload();
      await expect(tokens.verify(token)).rejects.toMatchObject({ code: 'unauthenticated' });
      expect(await createLinkSigner(keys.linkSecrets).matches(signature, 'test', ['a'])).toBe(
        false,
      );
      expect(await shownBy({ keys })).toEqual([kid]);
    }
    const fresh = await one.tokens.sign(identity);
    expect(kidOf(fresh)).toBe(kid);
    expect(await two.tokens.verify(fresh)).toEqual(identity);
  });

  test('a replica that was told nothing of it notices by itself', async () => {
    const token = (await replicas[0]?.tokens.sign(identity)) ?? '';
    await revoke();
    pass(15_000);
    await expect(replicas[1]?.tokens.verify(token)).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  /** Until the program hears what is told, and has looked for what was changed before. */
  async function untilListening(): Promise<void> {
    const { db, listener, services } = studio.container;
    const tell = () => db.execute(sql`select pg_notify(${CHANNELS.signingKeys}, 'heard')`);
    await new Promise<void>((resolve, reject) => {
      listener.subscribe(CHANNELS.signingKeys, (payload) => {
        if (payload === 'heard') resolve();
        else if (payload === null) tell().catch(reject);
      });
    });
    await services.signingKeys.reload();
  }

  // The clock stands still: no program looks by itself.
  test('running programs are told, and it is in the audit log', async () => {
    await untilListening();
    const { id } = await studio.factories.buildUser();
    const headers = await studio.bearer(id);
    const me = async () => (await studio.agent.get('/api/v1/auth/me').set(headers)).status;
    expect(await me()).toBe(200);
    const { kid } = await revoke();
    while ((await me()) === 200) await sleep(20);
    expect(await me()).toBe(401);
    const rows = await studio.container.db
      .select()
      .from(auditLogs)
      .where(eq(auditLogs.action, 'signing_keys.revoked'));
    expect(rows.map(({ entityId }) => entityId)).toEqual([kid]);
  });
});
