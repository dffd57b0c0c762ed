import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import pg from 'pg';

const root = path.resolve(import.meta.dirname, '../..');

/** A Postgres database that several processes of the product share. */
export interface SharedDatabase {
  /** As a superuser. */
  url: string;
  stop(): Promise<void>;
}

/** An empty database on the server of `TEST_DATABASE_URL`, or on one that is started for it. */
export async function startDatabase(): Promise<SharedDatabase> {
  const server = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: () => Promise.resolve() }
    : await startServer();
  const name = `promptly_shared_${process.pid}_${Date.now()}`;
  await execute(server.url, `create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async stop() {
      try {
        await execute(server.url, `drop database ${name} with (force)`);
      } finally {
        await server.stop();
      }
    },
  };
}

/**
 * The same database as a user of its own, who owns it and is no superuser: as an administrator sets one up by
 * docs/operations.md where the user may not make roles.
 */
export async function asPlainOwner(databaseUrl: string): Promise<string> {
  const url = new URL(databaseUrl);
  const name = url.pathname.slice(1);
  const [user, password] = [`${name}_owner`, randomBytes(16).toString('hex')];
  await execute(databaseUrl, `create role ${user} login password '${password}'`);
  await execute(
    databaseUrl,
    `do $$ begin create role ps_app nologin; exception when duplicate_object then null; end $$`,
  );
  await execute(databaseUrl, `grant ps_app to ${user}`);
  await execute(databaseUrl, `alter database ${name} owner to ${user}`);
  [url.username, url.password] = [user, password];
  return url.href;
}

async function startServer(): Promise<SharedDatabase> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'promptly-postgres-'));
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/api/src/db/embedded-main.ts', '--data-dir', dataDir],
    // The channel stops the database when whoever started it was killed.
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (line: Buffer) => resolve(line.toString().trim()));
    void exited.then(() => reject(new Error('the database did not start')));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    await rm(dataDir, { recursive: true, force: true });
  };
  const url = await ready.catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { url, stop };
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
