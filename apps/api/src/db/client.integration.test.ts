import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Pool } from 'pg';

import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';
import { createDatabase } from './client.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 2_000 });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

test('a connection that breaks before the transaction begins does not keep its place in the pool', async () => {
  const db = createDatabase(pool);
  pool.once('connect', (client) => void (client as unknown as { end(): Promise<void> }).end());
  const select = () => db.transaction((tx) => tx.execute(sql`select 1`));
  await expect(select()).rejects.toThrow('begin');
  expect((await select()).rowCount).toBe(1);
});

test('a connection that breaks within a transaction fails the transaction, and nothing else', async () => {
  const db = createDatabase(pool);
  const broken = db.transaction(async (tx) => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 50`);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await tx.execute(sql`select 1`);
  });
  await expect(broken).rejects.toThrow();
  expect((await db.execute(sql`select 1`)).rowCount).toBe(1);
});

test('a transaction that fails is undone, and the next one begins anew', async () => {
  const db = createDatabase(pool);
  await db.execute(sql`create table probe (n int)`);
  const failing = db.transaction(async (tx) => {
    await tx.execute(sql`insert into probe values (1)`);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  const { rows } = await db.transaction((tx) => tx.execute(sql`select * from probe`));
  expect(rows).toEqual([]);
});
