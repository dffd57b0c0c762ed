import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';

import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';
import { createDatabase, type Database } from './client.ts';
import { isTransient, lostToOthers } from './errors.ts';
import { createPools, type Pools, type WaitLimits } from './pools.ts';

let database: TestDatabase;
const opened: Pools[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(opened.map((pools) => pools.end()));
  await database.drop();
});

function open(limits?: WaitLimits): Database {
  const urls = { url: database.url, directUrl: database.url };
  const pools = createPools(urls, 4, pino({ level: 'silent' }), limits);
  opened.push(pools);
  return createDatabase(pools.query);
}

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('every connection of queries has both limits', async () => {
  const db = open();
  const settings = async () => {
    const { rows } = await db.execute(sql`
      select current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`);
    return rows[0];
  };
  const all = await Promise.all(Array.from({ length: 4 }, settings));
  expect(all).toEqual(Array(4).fill({ lock: '10s', idle: '1min' }));
});

test('who waits too long for a lock is told that others were in the way, and nothing is changed', async () => {
  const db = open({ lockMs: 50, idleInTransactionMs: 0 });
  await db.execute(sql`create table locked (n int)`);
  await db.execute(sql`insert into locked values (1)`);
  await db.transaction(async (tx) => {
    await tx.execute(sql`select n from locked for update`);
    const late = await thrownBy(db.execute(sql`update locked set n = 2`));
    expect([lostToOthers(late), isTransient(late)]).toEqual([true, true]);
  });
  expect((await db.execute(sql`select n from locked`)).rows).toEqual([{ n: 1 }]);
});

test('a transaction that stands still gives back what it has locked', async () => {
  const db = open({ lockMs: 0, idleInTransactionMs: 50 });
  await db.execute(sql`create table held (n int)`);
  await db.execute(sql`insert into held values (1)`);
  let release = (): void => undefined;
  const isOver = new Promise<void>((resolve) => (release = resolve));
  let isHeld = (): void => undefined;
  const holding = new Promise<void>((resolve) => (isHeld = resolve));
  const still = thrownBy(
    db.transaction(async (tx) => {
      await tx.execute(sql`update held set n = 2`);
      isHeld();
      await isOver;
      await tx.execute(sql`select 1`);
    }),
  );
  await holding;
  await db.execute(sql`update held set n = n + 10`);
  release();
  expect(isTransient(await still)).toBe(true);
  expect((await db.execute(sql`select n from held`)).rows).toEqual([{ n: 11 }]);
});
