import { randomBytes } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, ne } from 'drizzle-orm';

import { dataKeys, mails } from '../../db/schema/index.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { checkSecrets } from './check-secrets.ts';
import { loadKeks, openKeys, type Keys } from './key-encryption-key.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { rotateKek } from './rotate-kek.ts';

const next = randomBytes(32);

let studio: TestApp;
let older: Buffer;
/** Beside both keys, as while one is replaced. */
let both: Keys;
/** The secret of each organization, by its id. */
let secrets: Map<string, string>;

beforeEach(async () => {
  studio = await createTestApp();
  const { db, config } = studio.container;
  older = (await loadKeks(config)).current;
  secrets = new Map();
  for (let i = 0; i < 5; i += 1) {
    const { id } = await studio.factories.buildOrg();
    secrets.set(id, (await studio.container.keyring.toWrap(db, id)).wrap(`secret of ${id}`, 'a'));
  }
  both = await openKeys(db, { current: next, previous: older });
});
afterEach(() => studio.dispose());

const only = (current: Buffer) => openKeys(studio.container.db, { current, previous: null });
const underOld = () => studio.container.db.$count(dataKeys, ne(dataKeys.kekId, both.wrapper.kekId));

async function expectReadable({ keyring }: Keys): Promise<void> {
  for (const [orgId, wrapped] of secrets) {
    const opener = await keyring.toUnwrap(studio.container.db, orgId);
    expect(opener.unwrap(wrapped, 'a').toString()).toBe(`secret of ${orgId}`);
  }
}

/** Works until it has wrapped this many keys, and dies. */
function dying(wrapper: KeyWrapper, afterWraps: number): KeyWrapper {
  let wraps = 0;
  return {
    ...wrapper,
    wrap(key, context) {
      wraps += 1;
      if (wraps > afterWraps) throw new Error('killed');
      return wrapper.wrap(key, context);
    },
  };
}

describe('a new key-encryption key', () => {
  test('wraps all data keys anew, and leaves the secrets as they are', async () => {
    const { db } = studio.container;
    expect(await rotateKek(db, both.wrapper)).toBe(6);
    expect(await underOld()).toBe(0);
    await expectReadable(await only(next));
    await expect(only(older)).rejects.toThrow('KEK_PREVIOUS');
    expect(await rotateKek(db, both.wrapper)).toBe(0);
  });

  test('that was stopped at any point opens everything beside the old one, and goes on from there', async () => {
    const { db } = studio.container;
    // Seven texts are wrapped in all: six data keys and the canary.
    for (let wraps = 0; wraps < 7; wraps += 1) {
      await expect(rotateKek(db, dying(both.wrapper, wraps))).rejects.toThrow('killed');
      await expectReadable(both);
      await expectReadable(await openKeys(db, { current: next, previous: older }));
      // The canary is last: the new key alone does not start on half of the data keys.
      await expect(only(next)).rejects.toThrow('KEK_PREVIOUS');
    }
    await rotateKek(db, both.wrapper);
    await expectReadable(await only(next));
  });

  test('is put in its place once by several at once, beside processes that make data keys', async () => {
    const { db } = studio.container;
    const more = [await studio.factories.buildOrg(), await studio.factories.buildOrg()];
    const counts = await Promise.all([
      ...[1, 2, 3].map(() => rotateKek(db, both.wrapper)),
      ...more.map(async ({ id }) => {
        secrets.set(id, (await both.keyring.toWrap(db, id)).wrap(`secret of ${id}`, 'a'));
        return 0;
      }),
    ]);
    expect(counts.reduce((sum, count) => sum + count)).toBe(6);
    expect(await underOld()).toBe(0);
    await expectReadable(await only(next));
  });

  test('ends what processes with the old one alone could still wrap', async () => {
    const { db, keyring } = studio.container;
    await rotateKek(db, both.wrapper);
    const { id } = await studio.factories.buildOrg();
    await expect(keyring.toWrap(db, id)).rejects.toThrow('restart this process');
  });

  test('does nothing to data keys that neither key opens, and names one', async () => {
    const { db } = studio.container;
    const [row] = await db.select().from(dataKeys);
    await db
      .update(dataKeys)
      .set({ kekId: 'deadbeef', wrappedKey: `v1.deadbeef.${'A'.repeat(16)}.${'A'.repeat(64)}` })
      .where(eq(dataKeys.id, row?.id ?? ''));
    await expect(rotateKek(db, both.wrapper)).rejects.toThrow(new RegExp(`${row?.id}.*deadbeef`));
    expect(await underOld()).toBe(6);
  });
});

describe('the check', () => {
  test('opens everything, and counts what only the previous key opens', async () => {
    const { db } = studio.container;
    const before = await checkSecrets(db, both);
    expect(before).toMatchObject({ dataKeys: 6, underPrevious: 6, faults: [] });
    expect(before.secrets).toBeGreaterThanOrEqual(1);
    await rotateKek(db, both.wrapper);
    expect(await checkSecrets(db, both)).toMatchObject({ underPrevious: 0, faults: [] });
  });

  test('finds rows that were swapped or changed, and tells no secret', async () => {
    const { db, mails: outbox, now } = studio.container;
    const expiresAt = new Date(now().getTime() + 60_000);
    for (const text of ['first text', 'second text']) {
      await outbox.add(db, { to: 'a@example.com', subject: 'Hello', text }, expiresAt);
    }
    const [one, two] = await db.select().from(mails);
    const swap = (id = '', bodyWrapped: string | null = '') =>
      db.update(mails).set({ bodyWrapped }).where(eq(mails.id, id));
    await swap(one?.id, two?.bodyWrapped);
    const { faults } = await checkSecrets(db, both);
    expect(faults).toEqual([
      {
        column: 'ps_mails.body_wrapped',
        id: one?.id,
        message: 'The wrapped secret was changed, or belongs elsewhere.',
      },
    ]);
  });
});
