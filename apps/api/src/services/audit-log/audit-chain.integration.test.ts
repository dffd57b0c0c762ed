import { randomBytes } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql, type SQL } from 'drizzle-orm';
import fc from 'fast-check';
import { type Pool } from 'pg';

import { newId } from '@promptly/common';

import { createDatabase, type Database } from '../../db/client.ts';
import { storableJson, storableText } from '../../db/json.ts';
import {
  createTestDatabase,
  createTestPool,
  type TestDatabase,
} from '../../testing/test-postgres.ts';
import { recordAudit } from '../audit.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { anchorChains, type Anchored } from './anchors.ts';
import { verifyChains } from './verify-chains.ts';

const key = randomBytes(32);

let database: TestDatabase;
let pool: Pool;
let db: Database;
let orgId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createTestPool(database.url, { max: 8 });
  db = createDatabase(pool);
});
beforeEach(async () => {
  await asSuperuser(sql`delete from ps_audit_logs`);
  await db.execute(sql`delete from ps_audit_heads`);
  await db.execute(sql`delete from ps_audit_anchors`);
  orgId = newId('org');
  const userId = newId('user');
  await db.execute(sql`insert into ps_users (id, email, name) values (${userId}, ${userId}, 'X')`);
  await db.execute(
    sql`insert into ps_orgs (id, name, slug, owner_user_id) values (${orgId}, 'X', ${orgId}, ${userId})`,
  );
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** Whoever owns the database can do this; triggers do not stop them. */
async function asSuperuser(statement: SQL): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(statement);
  });
}

const record = (n: number, org: string | null = orgId) =>
  recordAudit(db, {
    ...{ orgId: org, action: 'test.done', entityType: 'test', entityId: `test_${n}` },
    metadata: { n },
  });

async function recordSome(count = 5): Promise<void> {
  for (let n = 1; n <= count; n += 1) await record(n);
}

async function anchor(by = key, atOnce?: number): Promise<Anchored[]> {
  const anchored: Anchored[] = [];
  for await (const one of anchorChains(db, by, atOnce)) anchored.push(one);
  return anchored;
}

async function faults() {
  const report = await verifyChains(db, key);
  return report.faults.map(({ chain, seq, kind }) => [chain === orgId ? 'org' : chain, seq, kind]);
}

test('rows are numbered without a gap for each organization, however many come at once', async () => {
  const writes = Array.from({ length: 40 }, (_, n) => record(n, n % 4 === 0 ? null : orgId));
  await Promise.all(writes);
  const { rows } = await db.execute<{ n: number; last: string }>(sql`
    select count(*)::int as n, max(seq) as last from ps_audit_logs group by org_id order by 1`);
  expect(rows).toEqual([
    { n: 10, last: '10' },
    { n: 30, last: '30' },
  ]);
  expect(await verifyChains(db, key)).toEqual({ chains: 2, rows: 40, anchors: 0, faults: [] });
});

test('what is undone leaves no gap', async () => {
  await record(1);
  const undone = db.transaction(async (tx) => {
    await recordAudit(tx, { orgId, action: 'a', entityType: 'b', entityId: 'c' });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  await record(2);
  expect(await faults()).toEqual([]);
});

test('any text and metadata has the hash that the database gave it', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).map(storableText);
  const metadata = fc.dictionary(fc.string(), fc.jsonValue()).map((value) => storableJson(value));
  await fc.assert(
    fc.asyncProperty(text, text, metadata, async (action, entityId, values) => {
      await recordAudit(db, { orgId, action, entityType: 'x', entityId, metadata: values });
    }),
    { numRuns: 60 },
  );
  expect(await faults()).toEqual([]);
});

test.each([
  ['its action', sql`action = 'test.undone'`],
  ['who did it', sql`user_id = 'usr_other'`],
  ['its metadata', sql`metadata_json = '{"n": 4}'`],
  ['its time by a microsecond', sql`created_at = created_at + interval '1 microsecond'`],
  ['its organization', sql`org_id = null`],
])('a row whose superuser changed %s is found', async (_name, change) => {
  await recordSome();
  const second = sql`org_id = ${orgId} and seq = 2`;
  await asSuperuser(sql`update ps_audit_logs set ${change} where ${second}`);
  const found = await faults();
  expect(found.some(([, seq]) => seq === 2 || seq === 3)).toBe(true);
});

test('a row that was changed with its hash does not fit the next one', async () => {
  await recordSome();
  await asSuperuser(sql`update ps_audit_logs set action = 'test.undone' where seq = 2`);
  await asSuperuser(sql`update ps_audit_logs r set hash = ps_audit_hash(r) where seq = 2`);
  expect(await faults()).toEqual([['org', 3, 'unlinked']]);
});

test.each([
  ['the first', 1, ['org', 1, 'missing']],
  ['one in between', 3, ['org', 3, 'missing']],
  ['the last', 5, ['org', 5, 'missing']],
])('a removed row is found: %s', async (_name, seq, fault) => {
  await recordSome();
  await asSuperuser(sql`delete from ps_audit_logs where seq = ${seq}`);
  expect(await faults()).toEqual([fault]);
});

test('a row that was put in between is found', async () => {
  await recordSome();
  await asSuperuser(sql`
    insert into ps_audit_logs (id, org_id, action, entity_type, entity_id, seq, prev_hash, hash)
      values ('aud_forged', ${orgId}, 'test.forged', 'test', 'x', 6, '', '')`);
  const found = await faults();
  expect(found).toContainEqual(['org', 6, 'edited']);
  expect(found).toContainEqual(['org', 6, 'unlinked']);
});

/** All that whoever owns the database can do: the chain is whole again, and leads elsewhere. */
async function rewriteChain(): Promise<void> {
  await asSuperuser(sql`update ps_audit_logs set action = 'test.undone' where seq = 2`);
  for (let seq = 2; seq <= 5; seq += 1) {
    await asSuperuser(sql`
      update ps_audit_logs r set prev_hash = p.hash from ps_audit_logs p
        where r.seq = ${seq} and p.seq = ${seq - 1}`);
    await asSuperuser(sql`update ps_audit_logs r set hash = ps_audit_hash(r) where seq = ${seq}`);
  }
  await asSuperuser(sql`
    update ps_audit_heads h set hash = r.hash from ps_audit_logs r where r.seq = h.seq`);
}

test('a chain that was made anew from end to end is found by what was signed before', async () => {
  await recordSome();
  await anchor();
  await rewriteChain();
  expect(await faults()).toEqual([['org', 5, 'rewritten']]);
});

test('an anchor of another key is told, and so are rows that one proves to be gone', async () => {
  await recordSome();
  await anchor(randomBytes(32));
  expect(await faults()).toEqual([['org', 5, 'forged']]);
  await db.execute(sql`delete from ps_audit_anchors`);
  await anchor();
  await asSuperuser(sql`delete from ps_audit_logs`);
  await asSuperuser(sql`delete from ps_audit_heads`);
  expect(await faults()).toEqual([['org', 1, 'missing']]);
});

test('a chain is signed again only where it went on', async () => {
  await recordSome(2);
  expect((await anchor()).map(({ seq }) => seq)).toEqual([2]);
  expect(await anchor()).toEqual([]);
  await record(3);
  expect((await anchor()).map(({ seq }) => seq)).toEqual([3]);
  expect(await verifyChains(db, key)).toEqual({ chains: 1, rows: 3, anchors: 2, faults: [] });
});

test('more chains than are signed at once are all signed', async () => {
  const owner = await db.execute<{ id: string }>(
    sql`select owner_user_id as id from ps_orgs limit 1`,
  );
  const ids = Array.from({ length: 7 }, () => newId('org'));
  for (const id of ids) {
    await db.execute(
      sql`insert into ps_orgs (id, name, slug, owner_user_id) values (${id}, 'X', ${id}, ${owner.rows[0]?.id})`,
    );
    await record(1, id);
  }
  await record(1, null);
  const chains = [...ids, 'instance'].sort();
  expect((await anchor(key, 2)).map(({ chain }) => chain)).toEqual(chains);
  expect(await verifyChains(db, key)).toMatchObject({ anchors: 8, faults: [] });
});

test('an organization that is deleted while chains are signed keeps no other from being signed', async () => {
  await recordSome(1);
  await record(2, null);
  let anchoring: Promise<Anchored[]> | undefined;
  await db.transaction(async (tx) => {
    await tx.execute(sql`delete from ps_orgs where id = ${orgId}`);
    anchoring = anchor();
    await untilWaiting(db);
  });
  expect((await anchoring)?.map(({ chain }) => chain)).toEqual(['instance']);
});

test('a row of the log writes the head of its chain once', async () => {
  await recordSome(1);
  await db.transaction(async (tx) => {
    const written = async () => {
      const { rows } = await tx.execute<{ made: number; changed: number }>(sql`
        select n_tup_ins::int as made, n_tup_upd::int as changed
          from pg_stat_xact_user_tables where relname = 'ps_audit_heads'`);
      return rows[0] ?? { made: 0, changed: 0 };
    };
    const before = await written();
    for (let n = 0; n < 3; n += 1) {
      await recordAudit(tx, { orgId, action: 'a.b', entityType: 'c', entityId: 'd' });
    }
    expect(await written()).toEqual({ made: before.made, changed: before.changed + 3 });
  });
});

test.each([
  ['changed', sql`update ps_audit_logs set action = 'x'`],
  ['removed', sql`delete from ps_audit_logs`],
  ['emptied', sql`truncate ps_audit_logs`],
])('the log is not %s by the program itself', async (_name, statement) => {
  await recordSome(2);
  await expect(db.execute(statement)).rejects.toMatchObject({
    cause: { message: 'the audit log is only added to' },
  });
});

test('an organization goes with its log, and leaves the other chains whole', async () => {
  await recordSome(2);
  await record(3, null);
  await db.execute(sql`delete from ps_orgs where id = ${orgId}`);
  expect(await verifyChains(db, key)).toEqual({ chains: 1, rows: 1, anchors: 0, faults: [] });
});
