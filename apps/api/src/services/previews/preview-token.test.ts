import { beforeEach, expect, test } from '@jest/globals';

import { createLinkSigner } from '../signed-links.ts';
import { createPreviewTokens } from './preview-token.ts';

const REVISION = 'rev_01J8ZZZZZZZZZZZZZZZZZZZZZZ';
const GRANT = { revisionId: REVISION, credentialId: 'ses_01J8YYYYYYYYYYYYYYYYYYYYYY' };
const HOUR_MS = 3_600_000;

let clock: number;
beforeEach(() => {
  clock = Date.UTC(2026, 0, 1, 8);
});

const tokensBy = (keyByte: number) =>
  createPreviewTokens(
    createLinkSigner(() => Promise.resolve([Buffer.alloc(32, keyByte)])),
    () => new Date(clock),
  );
const tokens = tokensBy(1);

test('a token is good for its revision for a day at least, and then no more', async () => {
  const token = await tokens.issue(GRANT);
  expect(await tokens.read(token)).toEqual(GRANT);
  clock += 24 * HOUR_MS;
  expect(await tokens.read(token)).toEqual(GRANT);
  clock += 24 * HOUR_MS;
  expect(await tokens.read(token)).toBeUndefined();
});

test('within a day it is the same, so that the address of a page stays', async () => {
  const token = await tokens.issue(GRANT);
  clock += 15 * HOUR_MS;
  expect(await tokens.issue(GRANT)).toBe(token);
});

test('it is one segment of a path', async () => {
  expect(await tokens.issue(GRANT)).toMatch(/^[\w.-]+$/);
});

test.each<[string, (token: string) => string | Promise<string>]>([
  ['another revision', (token) => token.replace('01J8Z', '01J9Z')],
  ['another session', (token) => token.replace('01J8Y', '01J9Y')],
  ['a later end', (token) => token.replace(/\.\d+\./, '.9999999999.')],
  ['no end', (token) => token.replace(/\.\d+\./, '..')],
  ['something behind it', (token) => `${token}.x`],
  ['a signature of our own making', (token) => token.slice(0, -43) + 'A'.repeat(43)],
  ['nothing in it', () => ''],
  ['another key', () => tokensBy(2).issue(GRANT)],
])('with %s it is not read', async (_, change) => {
  expect(await tokens.read(await change(await tokens.issue(GRANT)))).toBeUndefined();
});
