import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { StartupError } from '../startup-error.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded.ts';
import { currentHost } from './embedded/host.ts';
import { reachableBy } from './embedded/placement.ts';
import { findRunningServer } from './embedded/running.ts';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? test : test.skip;
const running: EmbeddedPostgres[] = [];
const folders: string[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
  await Promise.all(folders.splice(0).map((path) => rm(path, { recursive: true, force: true })));
});

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'promptly-embedded-'));
  // The system's folder for temporary files hands out folders that only their maker can enter.
  await chmod(path, 0o711);
  folders.push(path);
  return join(path, 'data');
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    ...{ dataDir, host: currentHost() },
    settings: { fsync: 'off' },
  });
  running.push(server);
  return server;
}

async function stop(server: EmbeddedPostgres): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Starts a server in a process of its own, which then dies without a word; returns what it printed. */
async function startAndDie(dataDir: string, uid?: number): Promise<string> {
  const script = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))});
    const { currentHost } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded/host.ts'))});
    const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, host: currentHost() });
    process.stdout.write(server.url, () => ${uid === undefined ? "process.kill(process.pid, 'SIGKILL')" : 'server.stop()'});
  `;
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    {
      cwd: join(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH, TMPDIR: dirname(dataDir) },
      ...(uid !== undefined && { uid, gid: uid }),
    },
  );
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  if (!output.startsWith('postgres://')) throw new Error(errors);
  return output;
}

const hasTable = `select to_regclass('kept') is not null as found`;

test('what was stored is there after a restart, at the same address', async () => {
  const dataDir = await folder();
  const first = await start(dataDir);
  await query(first.url, 'create table kept (id int)');
  await stop(first);
  const second = await start(dataDir);
  expect(second.url).toBe(first.url);
  expect(await query(second.url, hasTable)).toEqual([{ found: true }]);
});

test('only this machine and only the password let in, and only its owner can read that', async () => {
  const dataDir = await folder();
  const { url } = await start(dataDir);
  const [settings] = await query(url, `select current_setting('listen_addresses') as at`);
  expect(settings).toEqual({ at: '127.0.0.1' });
  const wrong = new URL(url);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  for (const name of ['postgres-password', 'postgres.json']) {
    expect((await stat(join(dataDir, name))).mode & 0o077).toBe(0);
  }
});

test('two folders run side by side', async () => {
  const [one, two] = await Promise.all([start(await folder()), start(await folder())]);
  await query(one.url, 'create table kept (id int)');
  expect(await query(two.url, hasTable)).toEqual([{ found: false }]);
});

test('a folder that is in use is one sentence with the way out, and no harm', async () => {
  const dataDir = await folder();
  const first = await start(dataDir);
  const second = start(dataDir);
  await expect(second).rejects.toThrow(StartupError);
  await expect(second).rejects.toThrow(/already runs on .*process \d+.*DATA_DIR/);
  expect(await query(first.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('ten starts at once leave one that runs', async () => {
  const dataDir = await folder();
  const starts = await Promise.allSettled(Array.from({ length: 10 }, () => start(dataDir)));
  expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

describe('a start after a death', () => {
  test('of the program stops the server that it left, and keeps what was stored', async () => {
    const dataDir = await folder();
    const url = await startAndDie(dataDir);
    await query(url, 'create table kept (id int)');
    const next = await start(dataDir);
    expect(await query(next.url, hasTable)).toEqual([{ found: true }]);
  });

  test('while the first cluster was being made makes it anew', async () => {
    const dataDir = await folder();
    await mkdir(join(dataDir, 'postgres/data.new'), { recursive: true });
    await writeFile(join(dataDir, 'postgres/data.new/PG_VERSION'), '18\n');
    const { url } = await start(dataDir);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('of the machine is not stopped by process ids that others wear now', async () => {
    const dataDir = await folder();
    await stop(await start(dataDir));
    const home = join(dataDir, 'postgres');
    await writeFile(join(home, 'lock'), JSON.stringify({ pid: process.ppid, startedAt: '1' }));
    await writeFile(join(home, 'data/postmaster.pid'), `${process.pid}\n${home}/data\n`);
    const { url } = await start(dataDir);
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

test('a server that dies is started again at the same address', async () => {
  const dataDir = await folder();
  const { url } = await start(dataDir);
  const pidFile = await readFile(join(dataDir, 'postgres/data/postmaster.pid'), 'utf8');
  process.kill(Number(pidFile.split('\n')[0]), 'SIGKILL');
  const deadline = Date.now() + 20_000;
  let answered = false;
  while (!answered && Date.now() < deadline) {
    await sleep(100);
    answered = await query(url, 'select 1').then(
      () => true,
      () => false,
    );
  }
  expect(answered).toBe(true);
});

test('a cluster of another release is told, not touched', async () => {
  const dataDir = await folder();
  await stop(await start(dataDir));
  await writeFile(join(dataDir, 'postgres/data/PG_VERSION'), '17\n');
  await expect(start(dataDir)).rejects.toThrow(/made by Postgres 17, .* brings 18/);
});

describe('run by root', () => {
  asRoot('the server is another user’s, who cannot look into the data folder', async () => {
    const dataDir = await folder();
    await start(dataDir);
    expect((await stat(join(dataDir, 'postgres/data'))).uid).toBe(65_534);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o711);
  });

  asRoot(
    'under a home that nobody else can enter, the cluster lies where it can be reached',
    async () => {
      const dataDir = await folder();
      await chmod(dirname(dataDir), 0o700);
      const first = await start(dataDir);
      await query(first.url, 'create table kept (id int)');
      await stop(first);
      const { home } = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')) as {
        home: string;
      };
      folders.push(home);
      expect(home).toMatch(/^\/var\/lib\/promptly-studio\/[0-9a-f]{12}$/);
      expect(await readFile(join(home, 'belongs-to'), 'utf8')).toBe(`${dataDir}\n`);
      // The home is opened later on: the data must still be found.
      await chmod(dirname(dataDir), 0o755);
      const second = await start(dataDir);
      expect(await query(second.url, hasTable)).toEqual([{ found: true }]);
    },
  );
});

describe('run by a normal user', () => {
  /** `daemon`, which every Linux has: the server refuses a user without a name. */
  const uid = 1;

  asRoot('everything is that user’s', async () => {
    const dataDir = await folder();
    await chown(dirname(dataDir), uid, uid);
    if (!(await reachableBy(import.meta.dirname, { uid, gid: uid }))) return;
    const url = await startAndDie(dataDir, uid);
    expect(url).toMatch(/^postgres:\/\/promptly:/);
    expect((await stat(join(dataDir, 'postgres/data'))).uid).toBe(uid);
  });

  asRoot('one without a name is told the way out', async () => {
    const nameless = 54_321;
    const dataDir = await folder();
    await chown(dirname(dataDir), nameless, nameless);
    if (!(await reachableBy(import.meta.dirname, { uid: nameless, gid: nameless }))) return;
    await expect(startAndDie(dataDir, nameless)).rejects.toThrow(
      /user 54321 has none.*\/etc\/passwd.*DATABASE_URL/,
    );
  });
});

test('a server that runs is found by its data folder, and one that was stopped is not', async () => {
  const dataDir = await folder();
  expect(await findRunningServer(dataDir)).toBeNull();
  const server = await start(dataDir);
  expect(await findRunningServer(dataDir)).toBe(server.url);
  await stop(server);
  expect(await findRunningServer(dataDir)).toBeNull();
});
