import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';
import { migrateDatabase } from './migrate.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await run('drop schema public cascade; drop schema drizzle cascade; create schema public');
});
afterAll(() => database.drop());

async function run(text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(text);
  await client.end();
  return rows;
}

const columns = `select table_name, column_name, data_type, is_nullable, column_default
  from information_schema.columns where table_schema = 'public' order by 1, 2`;
const indexes = `select indexdef from pg_indexes where schemaname = 'public' order by 1`;

test('several migrators at once make the schema once', async () => {
  await Promise.all(Array.from({ length: 4 }, () => migrateDatabase(database.url)));
  const made = await run('select count(*)::int as n from drizzle.__drizzle_migrations');
  const files = (await run(columns)).map(({ table_name }) => table_name);
  const steps = await readdir(join(import.meta.dirname, 'migrations'));
  expect(made).toEqual([{ n: steps.filter((name) => name.endsWith('.sql')).length }]);
  expect(new Set(files)).toContain('ps_users');
});

test('a second run changes nothing', async () => {
  const before = [await run(columns), await run(indexes)];
  await migrateDatabase(database.url);
  expect([await run(columns), await run(indexes)]).toEqual(before);
});
