import { expect, test } from '@jest/globals';

import { createLinkSigner } from './link-signer.ts';

const signer = createLinkSigner(Buffer.alloc(32, 7));
const claims = ['exp_1', '1700000000'];
const signature = signer.sign('export', claims);

test('a signature holds for exactly what was signed', () => {
  expect(signer.matches(signature, 'export', claims)).toBe(true);
});

test.each([
  ['another purpose', () => signer.matches(signature, 'preview', claims)],
  ['another claim', () => signer.matches(signature, 'export', ['exp_2', '1700000000'])],
  [
    'claims that join to the same text',
    () => signer.matches(signature, 'export', ['exp_1170', '0000000']),
  ],
  ['another key', () => createLinkSigner(Buffer.alloc(32, 8)).matches(signature, 'export', claims)],
  ['a shorter signature', () => signer.matches(signature.slice(0, -2), 'export', claims)],
  ['no signature', () => signer.matches('', 'export', claims)],
  ['another spelling', () => signer.matches(`${signature}=`, 'export', claims)],
])('%s does not match', (_, matches) => {
  expect(matches()).toBe(false);
});
