import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { loadConfig } from '../config.ts';
import { createLogger } from '../observability/logger.ts';
import { currentHost } from '../db/embedded/host.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';
import { runCommand } from './run-command.ts';

const [older, newer] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Returns what the command printed; it has found everything in order. */
async function run(
  command: string,
  keys: Record<string, string>,
  ...args: string[]
): Promise<string> {
  const lines: string[] = [];
  const env = { DATABASE_URL: database.url, ...keys };
  const isWell = await runCommand([command, ...args], {
    config: loadConfig({ env, rootDir: '/nowhere', readFile: () => '' }),
    log: createLogger('silent'),
    host: currentHost(),
    now: () => new Date(),
    print: (text) => void lines.push(text),
  });
  expect(isWell).toBe(true);
  return lines.join('');
}

test('an operator puts a new key-encryption key in the place of the old one', async () => {
  const both = { KEK: newer, KEK_PREVIOUS: older };
  expect(await run('rotate-signing-key', { KEK: older })).toMatch(/^The key sgk_\w+ was made/);
  expect(await run('check-secrets', both)).toMatch(
    /1 data keys: all can be opened\.\n1 data keys need/,
  );
  await expect(run('rotate-kek', { KEK: newer })).rejects.toThrow('KEK_PREVIOUS');
  expect(await run('rotate-kek', both)).toMatch(/^1 data keys were wrapped anew/);
  expect(await run('check-secrets', { KEK: newer })).toBe(
    '1 secrets, 1 data keys: all can be opened.\n',
  );
  await expect(run('check-secrets', { KEK: older })).rejects.toThrow('is not the one');
});

test('a signing key that is on its way is not overtaken by another', async () => {
  expect(await run('rotate-signing-key', { KEK: newer })).toContain('on its way already');
});

test('keys that leaked are ended at once, and no other option is taken', async () => {
  expect(await run('rotate-signing-key', { KEK: newer }, '--now')).toMatch(
    /^The key sgk_\w+ was made and signs\. Earlier ones, 1 of them, are gone/,
  );
  await expect(run('rotate-signing-key', { KEK: newer }, '--later')).rejects.toThrow(
    'rotate-signing-key [--now]',
  );
});
