import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Client, type Pool } from 'pg';

import { createTestDatabase, createTestPool, type TestDatabase } from '../testing/test-postgres.ts';
import { createDatabase } from './client.ts';

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createTestPool(database.url, { max: 1, connectionTimeoutMillis: 2_000 });
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
    const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await endConnection(rows[0]?.pid);
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

/** As the server does by itself with one that waits too long within a transaction; resolves when it is gone. */
async function endConnection(pid: number | undefined): Promise<void> {
  const other = new Client({ connectionString: database.url });
  await other.connect();
  await other.query('select pg_terminate_backend($1, 10000)', [pid]);
  await other.end();
}
