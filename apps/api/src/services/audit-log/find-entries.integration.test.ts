import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Pool } from 'pg';

import type { AuditFilters } from '@promptly/common';

import { createDatabase } from '../../db/client.ts';
import {
  createTestDatabase,
  createTestPool,
  type TestDatabase,
} from '../../testing/test-postgres.ts';
import { findEntries } from './find-entries.ts';

const ROWS = 20_000;
const START = Date.parse('2026-01-01T00:00:00Z');
const at = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

let database: TestDatabase;
let pool: Pool;

/** A log in which what is looked for is rare and old: the worst that a look from the newest entry on can meet. */
beforeAll(async () => {
  database = await createTestDatabase();
  pool = createTestPool(database.url);
  await pool.query(`
    insert into ps_users (id, email, name)
      select 'usr_' || n, 'u' || n || '@example.com', 'X' from generate_series(1, 50) n;
    insert into ps_orgs (id, name, slug, owner_user_id)
      select 'org_' || n, 'X', 'x' || n, 'usr_1' from generate_series(1, 4) n;
    insert into ps_audit_logs (id, org_id, user_id, action, entity_type, entity_id, created_at)
      select 'aud_' || n, 'org_' || n % 4 + 1,
          case when n < 200 then 'usr_50' else 'usr_' || n % 40 + 1 end,
          case when n < 200 then 'member.removed' else 'files.saved' end,
          case when n < 200 then 'member' else 'revision' end,
          'id_' || n, timestamptz '2026-01-01Z' + n * interval '1 minute'
        from generate_series(1, ${ROWS}) n`);
  await pool.query('vacuum analyze ps_audit_logs');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

interface Node {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

/** The parts of the plan that read the log. */
async function readsOf(filters: AuditFilters, before?: string): Promise<Node[]> {
  const query = findEntries(createDatabase(pool), 'org_1', filters, { before, limit: 51 }).toSQL();
  const explain = `explain (analyze, format json) ${query.sql}`;
  const { rows } = await pool.query<{ 'QUERY PLAN': { Plan: Node }[] }>(explain, query.params);
  const all = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(all)];
  const nodes = rows[0]?.['QUERY PLAN'].flatMap(({ Plan }) => all(Plan)) ?? [];
  return nodes.filter((node) =>
    (node['Relation Name'] ?? node['Index Name'] ?? '').includes('audit_logs'),
  );
}

test.each<[string, AuditFilters, string]>([
  ['nothing', {}, 'org_id_seq_key'],
  ['an action', { action: 'member.removed' }, 'org_id_action_idx'],
  ['a group of actions', { action: 'member' }, 'org_id_action_idx'],
  ['a user', { userId: 'usr_50' }, 'org_id_user_id_idx'],
  ['a thing', { entityId: 'id_4' }, 'org_id_entity_id_idx'],
  ['a kind of thing', { entityType: 'member' }, 'org_id_entity_type_idx'],
  ['a time', { from: at(100), to: at(200) }, 'org_id_created_at_idx'],
])('narrowed to %s, the log is read by an index and little else', async (_name, filters, index) => {
  for (const before of [undefined, '4000']) {
    const reads = await readsOf(filters, before);
    expect(reads.map((node) => node['Index Name'])).toContain(`ps_audit_logs_${index}`);
    for (const node of reads) {
      expect(node['Node Type']).not.toBe('Seq Scan');
      const seen = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
      expect(seen * node['Actual Loops']).toBeLessThan(ROWS / 100);
    }
  }
});
