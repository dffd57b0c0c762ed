import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import pg from 'pg';

import { freePortPair } from './program.ts';

export const hasPgbouncer = spawnSync('pgbouncer', ['--version']).status === 0;

/** pgbouncer in transaction mode before a database, as Supabase and others have a pooler. */
export interface Pooler {
  /** The same database, through it. */
  url: string;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;
/** It refuses to run as root, and anybody else cannot change their user. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** With so many connections to the database; clients wait for one between their transactions. */
export async function startPooler(databaseUrl: string, connections: number): Promise<Pooler> {
  const { hostname, port, username, password } = new URL(databaseUrl);
  const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-pooler-'));
  await chmod(folder, 0o755);
  const users = path.join(folder, 'users.txt');
  const listenPort = await freePortPair();
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${port}`,
    '[pgbouncer]',
    `listen_addr = 127.0.0.1`,
    `listen_port = ${listenPort}`,
    'unix_socket_dir =',
    'auth_type = scram-sha-256',
    `auth_file = ${users}`,
    'pool_mode = transaction',
    `default_pool_size = ${connections}`,
    'max_client_conn = 200',
  ];
  await writeFile(users, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`);
  const file = path.join(folder, 'pgbouncer.ini');
  await writeFile(file, `${settings.join('\n')}\n`);
  const child = spawn('pgbouncer', [file], { stdio: ['ignore', 'ignore', 'pipe'], ...NOBODY });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${listenPort}`;
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await answers(url.href))) {
    if (Date.now() < deadline && child.exitCode === null) continue;
    await stop();
    throw new Error(`pgbouncer did not start:\n${output}`);
  }
  return { url: url.href, stop };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    await sleep(100);
    return false;
  } finally {
    await client.end();
  }
}
