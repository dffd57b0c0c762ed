import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
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

function verify(env: Record<string, string>): Promise<Ended> {
  const command = ['--import', 'tsx', 'apps/api/src/commands/verify-audit.ts'];
  const all = { PATH: process.env.PATH, DATA_DIR: dataDir, ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: ROOT, env: all }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

test('the command finds the row that the owner of the database edited, and ends with 1', async () => {
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

test('without a database, or with the key of another one, it says so and changes nothing', async () => {
  const none = await verify({});
  expect([none.code, none.stdout]).toEqual([1, '']);
  expect(none.stderr).toContain(`There is no database in ${dataDir}`);
  const other = randomBytes(32).toString('base64');
  const wrong = await verify({ DATABASE_URL: database.url, KEK: other });
  expect([wrong.code, wrong.stdout]).toEqual([1, '']);
  expect(wrong.stderr).toContain('The key-encryption key is not the one');
});
