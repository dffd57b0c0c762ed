import { beforeEach, describe, expect, test } from '@jest/globals';

import { createLinkSigner, createSignedLinks, type LinkSecrets } from './signed-links.ts';

const keyOf = (byte: number) => Buffer.alloc(32, byte);
const by = (...bytes: [number, ...number[]]): LinkSecrets => {
  const [first, ...others] = bytes;
  return () => Promise.resolve([keyOf(first), ...others.map(keyOf)]);
};
const signer = createLinkSigner(by(7));
const claims = ['exp_1', '1700000000'];
const signed = () => signer.sign('export', claims);

test('a signature holds for exactly what was signed', async () => {
  expect(await signer.matches(await signed(), 'export', claims)).toBe(true);
});

test.each<[string, (signature: string) => Promise<boolean>]>([
  ['another purpose', (signature) => signer.matches(signature, 'preview', claims)],
  ['another claim', (signature) => signer.matches(signature, 'export', ['exp_2', '1700000000'])],
  [
    'claims that join to the same text',
    (signature) => signer.matches(signature, 'export', ['exp_1170', '0000000']),
  ],
  ['another key', (signature) => createLinkSigner(by(8)).matches(signature, 'export', claims)],
  ['a shorter signature', (signature) => signer.matches(signature.slice(0, -2), 'export', claims)],
  ['no signature', () => signer.matches('', 'export', claims)],
  ['another spelling', (signature) => signer.matches(`${signature}=`, 'export', claims)],
])('%s does not match', async (_, matches) => {
  expect(await matches(await signed())).toBe(false);
});

describe('when keys change', () => {
  test('what the earlier key signed is taken, and only the first key signs', async () => {
    const after = createLinkSigner(by(8, 7));
    expect(await after.matches(await signed(), 'export', claims)).toBe(true);
    const signature = await after.sign('export', claims);
    expect(await signer.matches(signature, 'export', claims)).toBe(false);
  });

  test('a signature of a key that another process made just now is looked for once more', async () => {
    const late = createLinkSigner((isUnknown) => (isUnknown ? by(7, 8) : by(8))(isUnknown));
    expect(await late.matches(await signed(), 'export', claims)).toBe(true);
  });
});

describe('a link', () => {
  let clock: number;
  beforeEach(() => {
    clock = 1_700_000_000_000;
  });
  const now = () => new Date(clock);
  const links = createSignedLinks({ signer, now }, { purpose: 'export', lifeSeconds: 600 });

  test('holds for its time, and is over then', async () => {
    const link = await links.sign(['exp_1']);
    expect([link.expires, link.expiresAt.toISOString()]).toEqual([
      '1700000600',
      '2023-11-14T22:23:20.000Z',
    ]);
    clock += 599_000;
    expect(await links.secondsLeft(['exp_1'], link)).toBe(1);
    clock += 1_000;
    expect(await links.secondsLeft(['exp_1'], link)).toBe(0);
  });

  test('ends with what it leads to', async () => {
    const { expiresAt } = await links.sign(['exp_1'], new Date(clock + 30_500));
    expect(expiresAt.getTime()).toBe(clock + 30_000);
  });

  test.each([
    ['a later end', { expires: '1800000000' }],
    ['no end', { expires: '' }],
    ['another signature', { signature: 'A'.repeat(43) }],
  ])('with %s is none', async (_, change) => {
    const link = { ...(await links.sign(['exp_1'])), ...change };
    expect(await links.secondsLeft(['exp_1'], link)).toBeUndefined();
  });

  test('is none to something else', async () => {
    expect(await links.secondsLeft(['exp_2'], await links.sign(['exp_1']))).toBeUndefined();
  });
});
