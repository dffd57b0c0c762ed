import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, isNull } from 'drizzle-orm';

import { dataKeys, instance, mails, signingKeys } from '../../db/schema/index.ts';
import { StartupError } from '../../startup-error.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { fingerprintOf, seal } from './aes-gcm.ts';
import { loadKek, loadKeks, openKeys } from './key-encryption-key.ts';
import type { KeyEncryptionKeys } from './key-wrapper.ts';
import { loadSigningKeys } from './signing-keys.ts';

let studio: TestApp;
let dataDir: string;
let keks: KeyEncryptionKeys;

beforeAll(async () => {
  studio = await createTestApp();
  keks = await loadKeks(studio.container.config);
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
  const start = openKeys(studio.container.db, { current: randomBytes(32), previous: null });
  await expect(start).rejects.toThrow(StartupError);
  await expect(start).rejects.toThrow(/KEK or KEK_FILE.*KEK_PREVIOUS/);
});

test('a start with the next key beside the old one opens everything', async () => {
  const { db, envelope } = studio.container;
  const next = await openKeys(db, { current: randomBytes(32), previous: keks.current });
  const wrapped = envelope.wrap('secret', 'a');
  expect(next.keyring.envelope.unwrap(wrapped, 'a').toString()).toBe('secret');
});

test('processes that start at once share their data key and one signing key, which lie wrapped in the database', async () => {
  const { db, now } = studio.container;
  await db.delete(signingKeys);
  await db.delete(dataKeys);
  await db.delete(instance);
  const opened = await Promise.all(Array.from({ length: 4 }, () => openKeys(db, keks)));
  const own = await db.select().from(dataKeys).where(isNull(dataKeys.orgId));
  expect(own.map(({ generation }) => generation)).toEqual([1]);
  const loads = opened.map(({ keyring }) => loadSigningKeys(db, keyring.envelope, now));
  const current = (await Promise.all(loads)).map((keys) => keys.current());
  const rows = await db.select().from(signingKeys);
  expect(rows).toHaveLength(1);
  const kids = (await Promise.all(current)).map(({ kid }) => kid);
  expect(new Set(kids)).toEqual(new Set([rows[0]?.id]));
  expect(rows[0]?.privateKeyWrapped).toMatch(/^v2\.dek_/);
  expect(JSON.stringify(rows[0])).not.toContain('PRIVATE KEY');
});

test('what the first release wrapped stays readable, and what it signed verifiable', async () => {
  const { db, now } = studio.container;
  const before = await openKeys(db, keks);
  const signing = await loadSigningKeys(db, before.keyring.envelope, now);
  const { kid } = await signing.current();
  const [row] = await db.select().from(signingKeys);
  const context = `ps_signing_keys.private_key_wrapped.${kid}`;
  const pkcs8 = before.keyring.envelope.unwrap(row?.privateKeyWrapped ?? '', context);
  await db.delete(dataKeys);
  const wrapped = `v1.${fingerprintOf(keks.current)}.${seal(keks.current, pkcs8, context)}`;
  await db.update(signingKeys).set({ privateKeyWrapped: wrapped });

  const { keyring } = await openKeys(db, { current: randomBytes(32), previous: keks.current });
  const after = await loadSigningKeys(db, keyring.envelope, now);
  expect((await after.current()).kid).toBe(kid);
  expect(keyring.envelope.wrap('secret', 'a')).toMatch(/^v2\.dek_/);
  await db.delete(signingKeys);
  await db.delete(dataKeys);
});

test('a database that has lost its data keys says so, and gets no new ones', async () => {
  const { db, now } = studio.container;
  await loadSigningKeys(db, (await openKeys(db, keks)).keyring.envelope, now);
  await db.delete(dataKeys);
  await expect(openKeys(db, keks)).rejects.toThrow('restore ps_data_keys');
  expect(await db.$count(dataKeys)).toBe(0);
  await db.delete(signingKeys);
});

test('an organization has a data key of its own, which is one however many need it first', async () => {
  const { db } = studio.container;
  const { keyring } = await openKeys(db, keks);
  const [org, other] = [await studio.factories.buildOrg(), await studio.factories.buildOrg()];
  const sealers = await Promise.all([1, 2, 3, 4].map(() => keyring.toWrap(db, org.id)));
  const wrapped = sealers.map((sealer) => sealer.wrap('secret', 'a'));
  expect(await db.$count(dataKeys, eq(dataKeys.orgId, org.id))).toBe(1);
  const opener = await keyring.toUnwrap(db, org.id);
  for (const text of wrapped) expect(opener.unwrap(text, 'a').toString()).toBe('secret');

  await keyring.toWrap(db, other.id);
  const stranger = await keyring.toUnwrap(db, other.id);
  expect(() => stranger.unwrap(wrapped[0] ?? '', 'a')).toThrow(/not its owner's/);
});

test('the data key of a transaction that failed wraps nothing later', async () => {
  const { db } = studio.container;
  const { keyring } = await openKeys(db, keks);
  const org = await studio.factories.buildOrg();
  const failing = db.transaction(async (tx) => {
    await keyring.toWrap(tx, org.id);
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  await expect(keyring.toUnwrap(db, org.id)).rejects.toThrow('no data key');
  const wrapped = (await keyring.toWrap(db, org.id)).wrap('secret', 'a');
  expect((await keyring.toUnwrap(db, org.id)).unwrap(wrapped, 'a').toString()).toBe('secret');
});

test('a data key that was moved to another organization opens nothing', async () => {
  const { db } = studio.container;
  const [from, to] = [await studio.factories.buildOrg(), await studio.factories.buildOrg()];
  await (await openKeys(db, keks)).keyring.toWrap(db, from.id);
  await db.update(dataKeys).set({ orgId: to.id }).where(eq(dataKeys.orgId, from.id));
  const { keyring } = await openKeys(db, keks);
  await expect(keyring.toUnwrap(db, to.id)).rejects.toThrow('cannot be opened');
});

test('mails and kept answers are wrapped by the data key of the instance', async () => {
  const { db, mails: outbox, now } = studio.container;
  const expiresAt = new Date(now().getTime() + 60_000);
  await outbox.add(db, { to: 'a@example.com', subject: 'Hello', text: 'the link' }, expiresAt);
  const [row] = await db.select().from(mails);
  expect(row?.bodyWrapped).toMatch(/^v2\.dek_/);
  expect((await outbox.waiting()).map(({ text }) => text)).toEqual(['the link']);
});
