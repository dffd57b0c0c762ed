import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const kek = randomBytes(32).toString('base64');

let database: TestDatabase;
let client: Client;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'promptly-command-'));
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(`
    insert into ps_audit_logs (id, action, entity_type, entity_id)
      select 'aud_' || n, 'test.done', 'test', 'x' from generate_series(1, 3) n`);
});
afterAll(async () => {
  await client.end();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function run(args: string[], env: Record<string, string>): Promise<Ended> {
  const program = ['--import', 'tsx', 'apps/api/src/command.ts', ...args];
  const all = { PATH: process.env.PATH, DATA_DIR: dataDir, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, program, { cwd: ROOT, env: all }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

const verify = (env: Record<string, string>) => run(['audit:verify'], env);
const refusal = (text: string) => ({ code: 1, stdout: '', stderr: expect.stringContaining(text) });

test('audit:verify finds the row that the owner of the database edited, and ends with 1', async () => {
  const env = { DATABASE_URL: database.url, KEK: kek };
  expect(await verify(env)).toEqual({
    code: 0,
    stdout: 'The audit log: 3 rows in 1 chains with 0 anchors, nothing was changed.\n',
    stderr: '',
  });
  await client.query('set session_replication_role = replica');
  await client.query(`update ps_audit_logs set entity_id = 'y' where seq = 2`);
  const { code, stdout } = await verify(env);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^instance: row 2 \(aud_\d\) is not what was written\n.*1 faults\.\n$/);
});

test('the key of another database is refused', async () => {
  const other = randomBytes(32).toString('base64');
  const wrong = await verify({ DATABASE_URL: database.url, KEK: other });
  expect(wrong).toEqual(refusal('The key-encryption key is not the one'));
});

test('a folder without a database is refused, and stays as it is', async () => {
  expect(await verify({})).toEqual(refusal(`There is no database in ${dataDir}`));
  expect(await readdir(dataDir)).toEqual([]);
  const mistyped = join(dataDir, 'mistyped');
  expect(await verify({ DATA_DIR: mistyped })).toEqual(refusal(mistyped));
  await expect(access(mistyped)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('a folder whose key or database is gone gets no new one', async () => {
  const emptied = join(dataDir, 'emptied');
  await mkdir(join(emptied, 'postgres'), { recursive: true });
  await writeFile(join(emptied, 'postgres.json'), '{"home":"postgres","port":1}');
  expect(await verify({ DATA_DIR: emptied })).toEqual(refusal('There is no database in'));
  await mkdir(join(emptied, 'postgres/data'));
  expect(await verify({ DATA_DIR: emptied })).toEqual(refusal('The key-encryption key is not in'));
  expect((await readdir(emptied)).sort()).toEqual(['postgres', 'postgres.json']);
  expect(await readdir(join(emptied, 'postgres/data'))).toEqual([]);
});

test.each([
  [
    'earlier',
    `delete from drizzle.__drizzle_migrations
    where created_at = (select max(created_at) from drizzle.__drizzle_migrations)`,
  ],
  [
    'later',
    `insert into drizzle.__drizzle_migrations (hash, created_at)
    select 'x', max(created_at) + 1 from drizzle.__drizzle_migrations`,
  ],
])('a database of an %s release is refused, and stays as it is', async (word, change) => {
  const other = await createTestDatabase();
  const owner = new Client({ connectionString: other.url });
  await owner.connect();
  await owner.query(change);
  const env = { DATABASE_URL: other.url, KEK: kek };
  expect(await verify(env)).toEqual(refusal(`of ${word === 'later' ? 'a' : 'an'} ${word} release`));
  expect((await owner.query('select from ps_instance')).rowCount).toBe(0);
  await owner.end();
  await other.drop();
});

test('a database of something else is refused', async () => {
  const other = await createTestDatabase();
  const owner = new Client({ connectionString: other.url });
  await owner.connect();
  await owner.query('drop schema drizzle cascade');
  await owner.end();
  const env = { DATABASE_URL: other.url, KEK: kek };
  expect(await verify(env)).toEqual(refusal('is not one of Promptly Studio'));
  await other.drop();
});

test.each([
  [[], ''],
  [['unknown'], 'There is no command unknown.\n'],
  [['constructor'], 'There is no command constructor.\n'],
  [['audit:verify', 'everything'], 'It is called as: audit:verify\n'],
  [['set-limit', 'org_x'], 'It is called as: set-limit <orgId> <quota> <number|unlimited|plan>\n'],
])('called as %j, it says what is wrong, and what there is to call', async (args, fault) => {
  const { code, stderr } = await run(args, {});
  expect([code, stderr.slice(0, fault.length)]).toEqual([1, fault]);
  expect(stderr.slice(fault.length)).toMatch(
    /^Say what to do: .*\n {2}audit:verify +Looks (.*\n)+ {2}outbox +Shows /,
  );
});
