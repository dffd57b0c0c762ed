import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { createDatabase } from '../../db/client.ts';
import {
  createTestDatabase,
  createTestPool,
  type TestDatabase,
} from '../../testing/test-postgres.ts';
import { recordAudit } from '../audit.ts';
import { verifyChains } from './verify-chains.ts';

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');
const CHAIN = '0005_audit_chain.sql';

let database: TestDatabase;

let client: Client;

beforeEach(async () => {
  database = await createTestDatabase();
  client = await connect();
});
afterEach(async () => {
  await client.end();
  await database.drop();
});

async function connect(): Promise<Client> {
  const connected = new Client({ connectionString: database.url });
  await connected.connect();
  return connected;
}

async function apply(wanted: string[]): Promise<void> {
  for (const name of wanted) await client.query(await readFile(join(MIGRATIONS, name), 'utf8'));
}

/** Takes the database back to before the chain, with rows; returns what is to be applied from there on. */
async function goBack(insertRows: string): Promise<string[]> {
  await client.query('drop schema public cascade; create schema public');
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const at = names.indexOf(CHAIN);
  await apply(names.slice(0, at));
  await client.query(insertRows);
  return names.slice(at);
}

test('rows that were there before are linked in the order of their time', async () => {
  const rest = await goBack(`
    insert into ps_users (id, email, name) values ('usr_1', 'x@example.com', 'X');
    insert into ps_orgs (id, name, slug, owner_user_id) values ('org_1', 'X', 'x', 'usr_1');
    insert into ps_audit_logs (id, org_id, action, entity_type, entity_id, created_at)
      select 'aud_' || n, case when n % 3 = 0 then null else 'org_1' end, 'test.done', 'test', n,
          now() - n * interval '1 hour'
        from generate_series(1, 9) n`);
  await apply(rest);
  const { rows } = await client.query<{ id: string }>(
    `select id from ps_audit_logs where org_id = 'org_1' order by seq`,
  );
  expect(rows.map(({ id }) => id)).toEqual(['aud_8', 'aud_7', 'aud_5', 'aud_4', 'aud_2', 'aud_1']);

  const pool = createTestPool(database.url);
  const db = createDatabase(pool);
  await recordAudit(db, { orgId: 'org_1', action: 'a', entityType: 'b', entityId: 'c' });
  const report = await verifyChains(db, randomBytes(32));
  await pool.end();
  expect(report).toEqual({ chains: 2, rows: 10, anchors: 0, faults: [] });
});

test('linking many earlier rows writes each row and each head once', async () => {
  const rows = process.env.TEST_EXTENDED === '1' ? 100_000 : 2_000;
  const [chain = '', ...rest] = await goBack(`
    insert into ps_users (id, email, name) values ('usr_1', 'x@example.com', 'X');
    insert into ps_orgs (id, name, slug, owner_user_id)
      select 'org_' || n, 'X', 'x' || n, 'usr_1' from generate_series(1, 9) n;
    insert into ps_audit_logs (id, org_id, action, entity_type, entity_id, created_at)
      select 'aud_' || n, nullif('org_' || n % 10, 'org_0'), 'test.done', 'test', n, now() - n * interval '1 second'
        from generate_series(1, ${rows}) n`);
  // The counts are those of a connection.
  await client.end();
  client = await connect();
  await client.query('begin');
  await apply([chain]);
  const { rows: work } = await client.query(`
    select relname as table, n_tup_ins::int as made, n_tup_upd::int as changed
      from pg_stat_xact_user_tables where relname in ('ps_audit_heads', 'ps_audit_logs') order by 1`);
  await client.query('commit');
  expect(work).toEqual([
    { table: 'ps_audit_heads', made: 10, changed: 0 },
    { table: 'ps_audit_logs', made: 0, changed: rows },
  ]);
  await apply(rest);
  const pool = createTestPool(database.url);
  const report = await verifyChains(createDatabase(pool), randomBytes(32));
  await pool.end();
  expect(report).toEqual({ chains: 10, rows, anchors: 0, faults: [] });
});
