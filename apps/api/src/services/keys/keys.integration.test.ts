import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { signingKeys } from '../../db/schema/index.ts';
import { StartupError } from '../../startup-error.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { createEnvelope } from './envelope.ts';
import { checkCanary, loadKek } from './key-encryption-key.ts';
import { loadSigningKeys } from './signing-keys.ts';

let studio: TestApp;
let dataDir: string;

beforeAll(async () => {
  studio = await createTestApp();
  dataDir = await mkdtemp(join(tmpdir(), 'promptly-keys-'));
});
afterAll(async () => {
  await studio.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

test('the key-encryption key is made once, for its owner only, however many start at once', async () => {
  const loaded = await Promise.all(Array.from({ length: 50 }, () => loadKek(null, dataDir)));
  const kept = Buffer.from(await readFile(join(dataDir, 'kek'), 'utf8'), 'base64');
  expect(kept).toHaveLength(32);
  for (const kek of loaded) expect(kek).toEqual(kept);
  expect(await readdir(dataDir)).toEqual(['kek']);
  expect((await stat(join(dataDir, 'kek'))).mode & 0o077).toBe(0);
});

test('a configured key is used as it is, and none is made', async () => {
  const kek = randomBytes(32);
  expect(await loadKek(kek.toString('base64'), '/nowhere')).toEqual(kek);
});

test('a key that does not belong to the database is told at start, with the way out', async () => {
  const { db, envelope } = studio.container;
  await checkCanary(db, envelope);
  const check = checkCanary(db, createEnvelope(randomBytes(32)));
  await expect(check).rejects.toThrow(StartupError);
  await expect(check).rejects.toThrow(/KEK or KEK_FILE/);
});

test('processes that start at once share one signing key, which lies wrapped in the database', async () => {
  const { db, envelope, now } = studio.container;
  await db.delete(signingKeys);
  const loads = Array.from({ length: 4 }, () => loadSigningKeys(db, envelope, now));
  const loaded = await Promise.all(loads);
  const rows = await db.select().from(signingKeys);
  expect(rows).toHaveLength(1);
  expect(new Set(loaded.map((keys) => keys.current().kid))).toEqual(new Set([rows[0]?.id]));
  expect(rows[0]?.privateKeyWrapped).toMatch(/^v1\./);
  expect(JSON.stringify(rows[0])).not.toContain('PRIVATE KEY');
});

test('a key that another process made later is found', async () => {
  const { db, envelope } = studio.container;
  let clock = 0;
  const keys = await loadSigningKeys(db, envelope, () => new Date(clock));
  await db.delete(signingKeys);
  const other = await loadSigningKeys(db, envelope, () => new Date(clock));
  const { kid } = other.current();
  clock += 60_000;
  expect(await keys.find(kid)).toBeDefined();
  expect(await keys.find('sgk_unknown')).toBeUndefined();
});
