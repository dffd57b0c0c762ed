import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client, Pool, type PoolConfig } from 'pg';

import { startEmbeddedPostgres } from '../db/embedded.ts';
import { currentHost } from '../db/embedded/host.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { removeAbandonedServers } from './abandoned-servers.ts';

/** How the set-up tells the workers where the server is; they are started after it and inherit it. */
const URL_VARIABLE = 'PROMPTLY_TEST_DATABASE_ADMIN_URL';
const TEMPLATE = 'promptly_test_template';
const FOLDER_PREFIX = 'promptly-test-';

interface RunningServer {
  stop(): Promise<void>;
}
const holder = globalThis as typeof globalThis & { promptlyTestServer?: RunningServer };
const environment = process.env; // eslint-disable-line no-restricted-properties -- Jest passes nothing else from the set-up to its workers

/** Starts a server in a folder of its own, or uses `TEST_DATABASE_URL`, and makes the template there. */
export async function startTestPostgres(): Promise<void> {
  const given = environment.TEST_DATABASE_URL;
  const adminUrl = given ?? (await startOwnServer());
  environment[URL_VARIABLE] = adminUrl;
  await asAdmin(`drop database if exists ${TEMPLATE}`);
  await asAdmin(`create database ${TEMPLATE}`);
  await migrateDatabase(urlOf(TEMPLATE));
}

export async function stopTestPostgres(): Promise<void> {
  await holder.promptlyTestServer?.stop();
}

async function startOwnServer(): Promise<string> {
  await removeAbandonedServers(tmpdir(), FOLDER_PREFIX, currentHost());
  const dataDir = await mkdtemp(join(tmpdir(), FOLDER_PREFIX));
  // Nothing here outlives the run, so nothing waits for the disk.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '300',
  };
  const server = await startEmbeddedPostgres({ dataDir, host: currentHost(), settings });
  holder.promptlyTestServer = {
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return server.url;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

let made = 0;

/** A fresh, migrated database of its own. */
export async function createTestDatabase(): Promise<TestDatabase> {
  made += 1;
  const name = `promptly_test_${process.pid}_${Date.now()}_${made}`;
  await asAdmin(`create database ${name} template ${TEMPLATE}`);
  return { url: urlOf(name), drop: () => asAdmin(`drop database if exists ${name} with (force)`) };
}

/** A pool as the program's, whose connections may still be closing, and be cut, when the database is dropped after `end()`. */
export function createTestPool(url: string, options: PoolConfig = {}): Pool {
  const pool = new Pool({ connectionString: url, pipeline: true, ...options });
  pool.on('error', () => undefined);
  return pool;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: environment[URL_VARIABLE] });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const admin = environment[URL_VARIABLE];
  if (!admin) throw new Error('The test server is not running: use jest.integration.config.mjs.');
  const url = new URL(admin);
  url.pathname = `/${database}`;
  return url.href;
}
