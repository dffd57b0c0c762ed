import { createHmac, generateKeyPairSync, type KeyObject } from 'node:crypto';

import { beforeAll, describe, expect, test } from '@jest/globals';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, type CryptoKey } from 'jose';

import { createAccessTokens, type AccessTokens } from './access-tokens.ts';
import type { SigningKeys } from './signing-keys.ts';

const KID = 'sgk_01J8ZQ4T7VNZ63QP03R93ZNQAC';
const identity = { userId: 'usr_1', sessionId: 'ses_1' };
let clock = new Date('2026-11-22T10:00:00Z');
let publicKey: CryptoKey;
let privateKey: CryptoKey;
let tokens: AccessTokens;
let isKeyTakenBack = false;

beforeAll(async () => {
  ({ publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true }));
  const keys: Pick<SigningKeys, 'current' | 'find'> = {
    current: () => Promise.resolve({ kid: KID, privateKey }),
    find: (kid) => Promise.resolve(kid === KID && !isKeyTakenBack ? publicKey : undefined),
  };
  tokens = createAccessTokens(keys, () => clock);
});

interface Forgery {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: CryptoKey | KeyObject | Uint8Array;
}

/** A token that is right in all but what is given. */
async function forge({ header, claims, key }: Forgery): Promise<string> {
  const now = Math.floor(clock.getTime() / 1000);
  const body = {
    sub: 'usr_1',
    sid: 'ses_1',
    iss: 'promptly-studio',
    aud: 'promptly-api',
    iat: now,
    exp: now + 600,
  };
  return new SignJWT({ ...body, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: KID, typ: 'at+jwt', ...header })
    .sign(key ?? privateKey);
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const refused = (code: string) => expect.objectContaining({ name: 'AppError', code });

test('a token that we signed tells whose it is', async () => {
  expect(await tokens.verify(await tokens.sign(identity))).toEqual(identity);
});

test('the forgery of these tests is right until something of it is wrong', async () => {
  expect(await tokens.verify(await forge({}))).toEqual(identity);
});

test('after ten minutes a token is told to be expired, not just wrong', async () => {
  const token = await tokens.sign(identity);
  clock = new Date(clock.getTime() + 600_001);
  await expect(tokens.verify(token)).rejects.toEqual(refused('token_expired'));
});

test('a token that was checked before is checked again for what can have changed', async () => {
  const token = await tokens.sign(identity);
  const verify = () => tokens.verify(token);
  expect([await verify(), await verify()]).toEqual([identity, identity]);
  isKeyTakenBack = true;
  await expect(verify()).rejects.toEqual(refused('unauthenticated'));
  isKeyTakenBack = false;
  clock = new Date(clock.getTime() + 600_001);
  await expect(verify()).rejects.toEqual(refused('token_expired'));
});

test('a token that was checked before is none with another signature', async () => {
  const token = await tokens.sign(identity);
  await tokens.verify(token);
  const [, , signature = ''] = (await forge({ claims: { sid: 'ses_2' } })).split('.');
  const forged = [...token.split('.').slice(0, 2), signature].join('.');
  await expect(tokens.verify(forged)).rejects.toEqual(refused('unauthenticated'));
});

describe('a forged token is refused', () => {
  test('without a signature (alg none)', async () => {
    const [, claims] = (await forge({})).split('.');
    for (const alg of ['none', 'None', 'NONE']) {
      const token = `${encode({ alg, kid: KID, typ: 'at+jwt' })}.${claims}.`;
      await expect(tokens.verify(token)).rejects.toEqual(refused('unauthenticated'));
    }
  });

  test('signed with the public key as if it were a shared secret (RS256 to HS256)', async () => {
    const [, claims] = (await forge({})).split('.');
    const pem = await exportSPKI(publicKey);
    const jwk = JSON.stringify(await exportJWK(publicKey));
    for (const secret of [pem, pem.trim(), jwk]) {
      const signed = `${encode({ alg: 'HS256', kid: KID, typ: 'at+jwt' })}.${claims}`;
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      await expect(tokens.verify(`${signed}.${mac}`)).rejects.toEqual(refused('unauthenticated'));
    }
  });

  test("signed with the forger's own key under our key's id", async () => {
    const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await expect(tokens.verify(await forge({ key }))).rejects.toEqual(refused('unauthenticated'));
  });

  test("signed with the forger's own key, which the header brings along", async () => {
    const own = await generateKeyPair('RS256', { extractable: true });
    const jwk = await exportJWK(own.publicKey);
    const token = await forge({
      key: own.privateKey,
      header: { jwk, jku: 'https://evil.test/jwks' },
    });
    await expect(tokens.verify(token)).rejects.toEqual(refused('unauthenticated'));
  });

  test.each([
    ['an id of a key that does not exist', { header: { kid: 'sgk_unknown' } }],
    ['an id that is a path', { header: { kid: '../../dev/null' } }],
    ['no key id', { header: { kid: undefined } }],
    ['another audience', { claims: { aud: 'someone-else' } }],
    ['another issuer', { claims: { iss: 'https://evil.test' } }],
    ['another kind of token', { header: { typ: 'JWT' } }],
    ['no subject', { claims: { sub: undefined } }],
    ['no session', { claims: { sid: undefined } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['a life that has not begun', { claims: { nbf: 4_102_444_800 } }],
    ['another RSA algorithm', { header: { alg: 'PS256' } }],
  ] satisfies [string, Forgery][])('with %s', async (_what, forgery: Forgery) => {
    const key = forgery.header?.alg === 'PS256' ? await asPss() : undefined;
    await expect(tokens.verify(await forge({ ...forgery, key }))).rejects.toEqual(
      refused('unauthenticated'),
    );
  });

  test.each(['', 'a', 'a.b', 'a.b.c', '...', 'eyJhbGciOiJSUzI1NiJ9..', '\u0000.\u0000.\u0000'])(
    'when it is no token at all: %j',
    async (token) => {
      await expect(tokens.verify(token)).rejects.toEqual(refused('unauthenticated'));
    },
  );
});

async function asPss(): Promise<CryptoKey> {
  return (await generateKeyPair('PS256')).privateKey;
}
