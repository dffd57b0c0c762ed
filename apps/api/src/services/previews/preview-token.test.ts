import { beforeEach, expect, test } from '@jest/globals';

import { createLinkSigner } from '../link-signer.ts';
import { createPreviewTokens } from './preview-token.ts';

const REVISION = 'rev_01J8ZZZZZZZZZZZZZZZZZZZZZZ';
const GRANT = { revisionId: REVISION, credentialId: 'ses_01J8YYYYYYYYYYYYYYYYYYYYYY' };
const HOUR_MS = 3_600_000;

let clock: number;
beforeEach(() => {
  clock = Date.UTC(2026, 0, 1, 8);
});

const tokens = createPreviewTokens(createLinkSigner(Buffer.alloc(32, 1)), () => new Date(clock));

test('a token is good for its revision for a day at least, and then no more', () => {
  const token = tokens.issue(GRANT);
  expect(tokens.read(token)).toEqual(GRANT);
  clock += 24 * HOUR_MS;
  expect(tokens.read(token)).toEqual(GRANT);
  clock += 24 * HOUR_MS;
  expect(tokens.read(token)).toBeUndefined();
});

test('within a day it is the same, so that the address of a page stays', () => {
  const token = tokens.issue(GRANT);
  clock += 15 * HOUR_MS;
  expect(tokens.issue(GRANT)).toBe(token);
});

test('it is one segment of a path', () => {
  expect(tokens.issue(GRANT)).toMatch(/^[\w.-]+$/);
});

test.each<[string, (token: string) => string]>([
  ['another revision', (token) => token.replace('01J8Z', '01J9Z')],
  ['another session', (token) => token.replace('01J8Y', '01J9Y')],
  ['a later end', (token) => token.replace(/\.\d+\./, '.9999999999.')],
  ['no end', (token) => token.replace(/\.\d+\./, '..')],
  ['something behind it', (token) => `${token}.x`],
  ['a signature of our own making', (token) => token.slice(0, -43) + 'A'.repeat(43)],
  ['nothing in it', () => ''],
  [
    'another key',
    () =>
      createPreviewTokens(createLinkSigner(Buffer.alloc(32, 2)), () => new Date(clock)).issue(
        GRANT,
      ),
  ],
])('with %s it is not read', (_, change) => {
  expect(tokens.read(change(tokens.issue(GRANT)))).toBeUndefined();
});
