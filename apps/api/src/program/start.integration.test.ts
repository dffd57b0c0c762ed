import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { pino } from 'pino';

import { loadConfig } from '../config.ts';
import { freePort } from '../db/embedded/free-port.ts';
import { currentHost } from '../db/embedded/host.ts';
import { NO_TELEMETRY } from '../observability/telemetry.ts';
import { StartupError } from '../startup-error.ts';
import { createTestDatabase, type TestDatabase } from '../testing/test-postgres.ts';
import { startProgram, type RunningProgram } from './start.ts';

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'promptly-program-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const kek = randomBytes(32).toString('base64');

function start(env: Record<string, string>): Promise<RunningProgram> {
  const common = { DATA_DIR: dataDir, DATABASE_URL: database.url, KEK: kek };
  return startProgram({
    config: loadConfig({ env: { ...common, ...env }, rootDir: dataDir, readFile: () => '' }),
    ...{
      log: pino({ level: 'silent' }),
      telemetry: NO_TELEMETRY,
      host: currentHost(),
      rootDir: dataDir,
    },
    starter: () => Promise.resolve(new Map()),
    onProgress: () => undefined,
  });
}

async function statusOf(port: number, path = '/health'): Promise<number | undefined> {
  const request = get({ host: '127.0.0.1', port, path, agent: false });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
}

test('the API serves until it is stopped, and leaves nothing listening', async () => {
  const port = await freePort();
  const previewPort = await freePort(port + 1);
  const ports = { PORT: String(port), PREVIEW_PORT: String(previewPort) };
  const program = await start({ ...ports, ROLE: 'api' });
  expect(program.readyLine).toBe(`Promptly Studio is ready at http://127.0.0.1:${port}`);
  expect(await statusOf(port)).toBe(200);
  expect(await program.stop()).toEqual([]);
  for (const closed of [port, previewPort]) {
    await expect(statusOf(closed)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
  const again = await start({ ...ports, ROLE: 'api' });
  expect(await again.stop()).toEqual([]);
});

test('the audit log is signed when the API starts, and when it stops', async () => {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  const record = (id: string) =>
    client.query(
      `insert into ps_audit_logs (id, action, entity_type, entity_id) values ($1, 'a.b', 'c', 'd')`,
      [id],
    );
  const signed = async () => {
    const { rows } = await client.query<{ seq: string }>(
      `select seq from ps_audit_anchors where chain = 'instance' order by seq`,
    );
    return rows.map(({ seq }) => Number(seq));
  };
  await record('aud_before');
  const port = await freePort();
  const ports = { PORT: String(port), PREVIEW_PORT: String(await freePort(port + 1)) };
  const program = await start({ ...ports, ROLE: 'api' });
  // In the background, as the start does not wait for it.
  while ((await signed()).length === 0) await sleep(10);
  expect(await signed()).toEqual([1]);
  await record('aud_while');
  expect(await program.stop()).toEqual([]);
  expect(await signed()).toEqual([1, 2]);
  await client.end();
});

test('a worker answers no requests', async () => {
  const port = await freePort();
  const program = await start({ PORT: String(port), ROLE: 'worker' });
  expect(program.readyLine).toBe('Promptly Studio worker is ready');
  await expect(statusOf(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(await program.stop()).toEqual([]);
});

test('a taken preview port is told, and what had started is stopped again', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const previewPort = (taken.address() as AddressInfo).port;
  const port = await freePort();
  const env = { PORT: String(port), PREVIEW_PORT: String(previewPort), ROLE: 'api' };
  await expect(start(env)).rejects.toThrow(`Port ${previewPort} is taken`);
  await expect(statusOf(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  taken.close();
});

test('a key of another database is told before anything is served', async () => {
  const port = await freePort();
  const other = randomBytes(32).toString('base64');
  const started = start({ PORT: String(port), KEK: other, ROLE: 'api' });
  await expect(started).rejects.toThrow(StartupError);
  await expect(statusOf(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});
