import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { and, eq, sql } from 'drizzle-orm';

import { blobs } from '../../db/schema/index.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { forgetDeleted } from '../collector/blob-states.ts';
import { claimUnpromised, confirmDeleted, type Claimed } from './blob-deletions.ts';
import { promiseRows } from './blob-rows.ts';

let studio: TestApp;
let orgId: string;

beforeAll(async () => {
  studio = await createTestApp();
});
beforeEach(async () => {
  orgId = (await studio.factories.buildOrg()).id;
});
afterAll(() => studio.dispose());

/** Rows of what was deleted so long ago; the last of the hashes comes first, in the table and here. */
async function deletedRows(minutesAgo = 0): Promise<Claimed[]> {
  const ago = sql`now() - make_interval(mins => ${minutesAgo})`;
  const dead = { tombstonedAt: ago, deletingAt: ago, deletedAt: ago };
  const rows = ['c', 'b', 'a'].map((letter) => ({
    ...{ orgId, sha256: letter.repeat(64), size: 1, ...dead },
  }));
  const token = sql<string>`${blobs.deletingAt}::text`;
  return studio.container.db
    .insert(blobs)
    .values(rows)
    .returning({ sha: blobs.sha256, size: blobs.size, token });
}

const isOurs = (sha: string) => and(eq(blobs.orgId, orgId), eq(blobs.sha256, sha));

test.each([
  ['a put that was refused', claimUnpromised],
  ['a put that is promised what it wrote', promiseRows],
  ['a deletion that ended', confirmDeleted],
])('%s takes rows by their hashes: of two, none waits for what waits for it', async (_, work) => {
  const { db } = studio.container;
  const rows = await deletedRows();
  const { done, isLastFree } = await db.transaction(async (tx) => {
    const [first, last] = [rows.at(-1)!.sha, rows[0]!.sha];
    await tx.select().from(blobs).where(isOurs(first)).for('update');
    const done = work(db, orgId, rows);
    await untilWaiting(db);
    const free = await tx
      .select()
      .from(blobs)
      .where(isOurs(last))
      .for('update', { skipLocked: true });
    return { done, isLastFree: free.length === 1 };
  });
  await done;
  expect(isLastFree).toBe(true);
});

test('two puts that add the same rows in different orders do not wait for each other', async () => {
  const { db } = studio.container;
  const [c, b, a] = ['c', 'b', 'a'].map((letter) => ({ sha: letter.repeat(64), size: 1 }));
  const added = [c!, b!, a!].map((ref) => ({ ...ref, token: null }));
  const promised = await db.transaction(async (tx) => {
    await promiseRows(tx, orgId, added.slice(2));
    const done = promiseRows(db, orgId, added);
    await untilWaiting(db);
    await promiseRows(tx, orgId, added.slice(0, 1));
    // Wrapped, as it ends after this transaction.
    return { done };
  });
  expect((await promised.done).size).toBe(3);
});

test('rows of what was deleted long ago are forgotten without a wait for those that a put holds', async () => {
  const { db } = studio.container;
  const held = (await deletedRows(120))[0]!.sha;
  await db.transaction(async (tx) => {
    await tx.select().from(blobs).where(isOurs(held)).for('update');
    await forgetDeleted(db, orgId);
    const left = await db.select().from(blobs).where(eq(blobs.orgId, orgId));
    expect(left.map(({ sha256 }) => sha256)).toEqual([held]);
  });
});
