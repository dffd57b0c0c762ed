import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Pool } from 'pg';

import { createDatabase } from '../../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-postgres.ts';
import { recordAudit } from '../audit.ts';
import { verifyChains } from './verify-chains.ts';

const MIGRATIONS = join(import.meta.dirname, '../../db/migrations');
const CHAIN = '0005_audit_chain.sql';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

test('rows that were there before are linked in the order of their time', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query('drop schema public cascade; create schema public');
  const names = (await readdir(MIGRATIONS)).filter((name) => name.endsWith('.sql')).sort();
  const apply = async (wanted: string[]) => {
    for (const name of wanted) await client.query(await readFile(join(MIGRATIONS, name), 'utf8'));
  };
  const at = names.indexOf(CHAIN);
  await apply(names.slice(0, at));
  await client.query(`
    insert into ps_users (id, email, name) values ('usr_1', 'x@example.com', 'X');
    insert into ps_orgs (id, name, slug, owner_user_id) values ('org_1', 'X', 'x', 'usr_1');
    insert into ps_audit_logs (id, org_id, action, entity_type, entity_id, created_at)
      select 'aud_' || n, case when n % 3 = 0 then null else 'org_1' end, 'test.done', 'test', n,
          now() - n * interval '1 hour'
        from generate_series(1, 9) n`);
  await apply(names.slice(at));
  const { rows } = await client.query<{ id: string }>(
    `select id from ps_audit_logs where org_id = 'org_1' order by seq`,
  );
  await client.end();
  expect(rows.map(({ id }) => id)).toEqual(['aud_8', 'aud_7', 'aud_5', 'aud_4', 'aud_2', 'aud_1']);

  const pool = new Pool({ connectionString: database.url });
  const db = createDatabase(pool);
  await recordAudit(db, { orgId: 'org_1', action: 'a', entityType: 'b', entityId: 'c' });
  const report = await verifyChains(db, randomBytes(32));
  await pool.end();
  expect(report).toEqual({ chains: 2, rows: 10, anchors: 0, faults: [] });
});
