import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq, getTableName, isNull, sql, type Table } from 'drizzle-orm';
import { Client, type PoolClient } from 'pg';

import { createFilledOrg, rowsOf, type FilledOrg } from '../../testing/filled-org.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { untilWaiting } from '../../testing/lock-waits.ts';
import { createTestPool } from '../../testing/test-postgres.ts';
import { createDatabaseFor, type Database } from '../client.ts';
import { migrateDatabase } from '../migrate.ts';
import * as schema from '../schema/index.ts';
import { beyondRowRules } from './beyond.ts';
import { ROW_RULES } from './rules.ts';

type Name = keyof typeof schema;
type Rows = Map<Name, Record<string, unknown>[]>;

const NAMES = Object.keys(ROW_RULES) as Name[];
const tableOf = (name: Name): Table => schema[name];
const grantsOf = (name: Name): string => ROW_RULES[name].grants;
const VISIBLE = NAMES.filter((name) => grantsOf(name).includes('select'));
/** Whose rows are a user's own, and no organization's. */
const OF_USERS: Name[] = ['sessions', 'idempotencyRecords'];
const REFUSED = '42501';

let studio: TestApp;
let ours: FilledOrg;
let theirs: FilledOrg;
/** Of each table, what was written for one organization and for the other. */
let ourRows: Rows;
let theirRows: Rows;
let asOwner: Database;

beforeAll(async () => {
  studio = await createTestApp();
  ours = await createFilledOrg(studio);
  ourRows = await allRows();
  theirs = await createFilledOrg(studio);
  theirRows = new Map(
    [...(await allRows())].map(([name, rows]) => {
      const before = new Set(ourRows.get(name)?.map((row) => JSON.stringify(row)));
      return [name, rows.filter((row) => !before.has(JSON.stringify(row)))];
    }),
  );
  asOwner = databaseOf(ours.ownerId);
});
afterAll(() => studio.dispose());

async function allRows(): Promise<Rows> {
  const { db } = studio.container;
  const entries = await Promise.all(
    NAMES.map(async (name) => [name, await rowsOf(db, tableOf(name))] as const),
  );
  return new Map(entries);
}

const databaseOf = (userId: string) =>
  createDatabaseFor(studio.container.pools.query, { userId, orgId: null, principal: userId });
const databaseOfKey = (orgId: string) =>
  createDatabaseFor(studio.container.pools.query, { userId: null, orgId, principal: 'key_x' });

/** What Postgres answers a statement that is undone in any case. */
async function outcomeOf(
  db: Database,
  statement: ReturnType<typeof sql>,
): Promise<number | string> {
  const undone = new Error('undone');
  let outcome: number | string = 0;
  try {
    await db.transaction(async (tx) => {
      outcome = (await tx.execute(statement)).rowCount ?? 0;
      throw undone;
    });
  } catch (error) {
    if (error !== undone) outcome = ((error as Error).cause as { code: string }).code;
  }
  return outcome;
}

test('both organizations have rows in every table, or the checks below would say nothing', () => {
  const withoutRows = VISIBLE.filter(
    (name) => !ourRows.get(name)?.length || !theirRows.get(name)?.length,
  );
  expect(withoutRows).toEqual([]);
});

test('every table has its rule in the database', async () => {
  const { rows } = await studio.container.db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relkind = 'r' and relname like 'ps\_%' and relrowsecurity`,
  );
  expect(rows.map(({ name }) => name).sort()).toEqual(
    NAMES.map((name) => getTableName(tableOf(name))).sort(),
  );
});

const identifierOf = (name: Name) => sql.identifier(getTableName(tableOf(name)));

describe('without any filter', () => {
  test.each(VISIBLE)('of %s, a member sees what is theirs, all of it', async (name) => {
    expect(await rowsOf(asOwner, tableOf(name))).toEqual(ourRows.get(name));
  });

  test.each(VISIBLE)('of %s, an API key sees what is of its organization', async (name) => {
    const expected = OF_USERS.includes(name) ? [] : ourRows.get(name);
    expect(await rowsOf(databaseOfKey(ours.orgId), tableOf(name))).toEqual(expected);
  });
});

describe('of the other organization', () => {
  test.each(NAMES)('no row of %s can be changed or removed', async (name) => {
    const table = identifierOf(name);
    for (const row of theirRows.get(name) ?? []) {
      const column = sql.identifier(Object.keys(row)[0] ?? '');
      const isIt = sql`to_jsonb(t) = ${JSON.stringify(row)}::jsonb`;
      const statements = [
        sql`update ${table} t set ${column} = ${column} where ${isIt}`,
        sql`delete from ${table} t where ${isIt}`,
      ];
      for (const statement of statements) {
        expect([0, REFUSED]).toContain(await outcomeOf(asOwner, statement));
      }
    }
  });

  const added = NAMES.filter((name) => grantsOf(name) !== 'insert');
  test.each(added)('no row of %s can be added', async (name) => {
    const table = identifierOf(name);
    for (const row of theirRows.get(name) ?? []) {
      const copy = sql`select * from jsonb_populate_record(null::${table}, ${JSON.stringify(row)}::jsonb)`;
      expect(await outcomeOf(asOwner, sql`insert into ${table} ${copy}`)).toBe(REFUSED);
    }
  });
});

describe('what is of no organization', () => {
  test('what ships with the product is seen by all and changed by nobody', async () => {
    const { db } = studio.container;
    const shipped = {
      id: 'tpl_shipped',
      name: 'Shipped',
      snapshotStorageKey: 'x',
      manifestSha256: 'x',
      sizeBytes: 1,
    };
    await db.insert(schema.templates).values(shipped);
    const { templates } = schema;
    const isIt = eq(templates.id, shipped.id);
    expect(await asOwner.$count(templates, isIt)).toBe(1);
    expect((await asOwner.delete(templates).where(isIt)).rowCount).toBe(0);
    expect(await outcomeOf(asOwner, sql`update ps_templates set org_id = null`)).toBe(REFUSED);
    await db.delete(templates).where(isIt);
  });

  test('what is written down for the operator can be added, and is not seen', async () => {
    const entry = { id: 'aud_x', action: 'x', entityType: 'x', entityId: 'x' };
    await asOwner.insert(schema.auditLogs).values({ ...entry, orgId: null });
    expect(await asOwner.$count(schema.auditLogs, isNull(schema.auditLogs.orgId))).toBe(0);
  });
});

test('somebody who belongs nowhere sees nothing, and neither does a caller without a name', async () => {
  const { id } = await studio.factories.buildUser();
  for (const db of [databaseOf(id), databaseOf(''), databaseOfKey('')]) {
    for (const name of VISIBLE) {
      const others = (await rowsOf(db, tableOf(name))).filter((row) => row.id !== id);
      expect([name, others]).toEqual([name, []]);
    }
  }
});

test('an id with quotes in it is a text, not a statement', async () => {
  const db = databaseOf(`x'; set local role none; --`);
  expect(await rowsOf(db, schema.projects)).toEqual([]);
});

test('whoever is removed sees nothing more from the next statement on', async () => {
  const member = await studio.factories.buildUser();
  await studio.factories.addMember(theirs.orgId, member.id, 'viewer');
  await databaseOf(member.id).transaction(async (tx) => {
    const count = () => tx.$count(schema.projects);
    expect(await count()).toBe(1);
    await studio.container.db.execute(sql`delete from ps_org_members where user_id = ${member.id}`);
    expect(await count()).toBe(0);
  });
});

test('what somebody is in an organization is told to nobody else', async () => {
  const standing = sql`select role from public.ps_standing(${theirs.orgId}, ${theirs.ownerId})`;
  expect((await databaseOf(theirs.ownerId).execute(standing)).rows).toEqual([{ role: 'owner' }]);
  expect((await asOwner.execute(standing)).rows).toEqual([]);
});

test('what is read without the begin of its transaction is thrown away', async () => {
  const pool = createTestPool(studio.container.databaseUrls.url, { max: 1 });
  pool.once('connect', (client: PoolClient) => {
    const query = client.query.bind(client) as (text: unknown, values?: unknown) => unknown;
    const failing = (text: unknown, values?: unknown) =>
      query(typeof text === 'string' && text.startsWith('begin') ? 'select 1/0' : text, values);
    Object.assign(client, { query: failing });
  });
  const db = createDatabaseFor(pool, { userId: 'usr_x', orgId: null, principal: 'usr_x' });
  await expect(db.select().from(schema.projects)).rejects.toMatchObject({
    cause: { message: 'division by zero' },
  });
  await pool.end();
});

test('what the API does for a caller goes through the wall', async () => {
  const headers = await studio.bearer(ours.ownerId);
  const read = () => studio.agent.get(`/api/v1/projects/${ours.projectId}`).set(headers);
  expect((await read()).status).toBe(200);
  await studio.container.db.execute(sql`alter policy ps_tenant on ps_projects using (false)`);
  try {
    expect((await read()).status).toBe(404);
  } finally {
    await studio.container.db.execute(sql`revoke all on ps_projects from ps_app`);
    await migrateDatabase(studio.container.databaseUrls.directUrl);
  }
  expect((await read()).status).toBe(200);
});

test('a connection is given back as it was, after a refusal too', async () => {
  const pool = studio.container.pools.query;
  await asOwner.execute(sql`select 1`);
  await expect(asOwner.execute(sql`select * from ps_signing_keys`)).rejects.toThrow();
  await expect(asOwner.transaction(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  const clients = await Promise.all(Array.from({ length: 5 }, () => pool.connect()));
  try {
    for (const client of clients) {
      const { rows } = await client.query(
        `select current_user = session_user as "isItself", nullif(current_setting('ps.user_id', true), '') as "userId"`,
      );
      expect(rows).toEqual([{ isItself: true, userId: null }]);
    }
  } finally {
    for (const client of clients) client.release();
  }
});

test('work beyond the wall sees all, and the work after it does not', async () => {
  await asOwner.transaction(async (tx) => {
    const count = () => tx.$count(schema.orgs);
    expect(await count()).toBe(1);
    const all = await beyondRowRules(tx, (inner) => inner.$count(schema.orgs));
    expect(all).toBe(2);
    expect(await count()).toBe(1);
    const refused = beyondRowRules(tx, () => Promise.reject(new Error('no')));
    await expect(refused).rejects.toThrow('no');
    expect(await count()).toBe(1);
  });
});

test('a user who may make roles and is no superuser takes the role, too', async () => {
  const admin = new Client({ connectionString: studio.container.databaseUrls.directUrl });
  await admin.connect();
  const name = `maker_${process.pid}`;
  const url = new URL(studio.container.databaseUrls.directUrl);
  Object.assign(url, { username: name, password: 'x', pathname: `/${name}` });
  try {
    await admin.query(`create role ${name} login createrole password 'x'`);
    // Made anew by it: the role of the other tests belongs to their own superuser.
    await admin.query(`grant ps_app to ${name} with admin true, set false, inherit false`);
    await admin.query(`create database ${name} owner ${name}`);
    await migrateDatabase(url.href);
    const pool = createTestPool(url.href, { max: 1 });
    const db = createDatabaseFor(pool, { userId: 'usr_x', orgId: null, principal: 'usr_x' });
    expect(await db.$count(schema.projects)).toBe(0);
    await pool.end();
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop owned by ${name}; drop role ${name}`);
    await admin.end();
  }
});

test('rules are applied to a table that others work with once they have done', async () => {
  const { databaseUrls, db } = studio.container;
  await db.execute(sql`comment on policy ps_tenant on ps_projects is 'old'`);
  let migrating: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    await tx.execute(sql`select 1 from ps_projects`);
    migrating = migrateDatabase(databaseUrls.directUrl);
    await untilWaiting(db);
    // Who comes after is not held up.
    expect(await db.$count(schema.projects)).toBeGreaterThan(0);
  });
  await migrating;
  const { rows } = await db.execute<{ mark: string }>(
    sql`select obj_description(oid, 'pg_policy') as mark from pg_policy where polrelid = 'ps_projects'::regclass and polname = 'ps_tenant'`,
  );
  expect(rows[0]?.mark).toMatch(/^[0-9a-f]{64}$/);
});

test('where the database does not let its user make the role, the start says what to run', async () => {
  const admin = studio.container.databaseUrls.directUrl;
  const client = new Client({ connectionString: admin });
  await client.connect();
  const url = new URL(admin);
  const name = `limited_${process.pid}`;
  try {
    await client.query(`create role ${name} login password 'x'`);
    Object.assign(url, { username: name, password: 'x' });
    await client.query(`grant all on database ${url.pathname.slice(1)} to ${name}`);
    await client.query(
      `grant all on schema drizzle to ${name}; grant all on all tables in schema drizzle to ${name}`,
    );
    await expect(migrateDatabase(url.href)).rejects.toThrow('create role ps_app nologin');
  } finally {
    await client.query(`drop owned by ${name}; drop role ${name}`);
    await client.end();
  }
});
