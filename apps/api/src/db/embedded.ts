import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chown,
  mkdir,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StartupError } from '../startup-error.ts';
import { locateBinaries, type Binaries } from './embedded/binaries.ts';
import { commandLine, type Host } from './embedded/host.ts';
import { acquireLock } from './embedded/lock.ts';
import { placeCluster, type Owner, type Placement } from './embedded/placement.ts';

export interface EmbeddedPostgres {
  /** Connection string of the superuser, on 127.0.0.1. */
  url: string;
  /** Stops the server and frees the data folder. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  dataDir: string;
  host: Host;
  onProgress?: (message: string) => void;
  /** Server settings that differ from ours, such as `fsync: 'off'` in tests. */
  settings?: Readonly<Record<string, string>>;
}

const START_TIMEOUT_MS = 30_000;
const START_ATTEMPTS = 3;
const RESTART_DELAY_MS = 500;

/**
 * Starts the Postgres that npm brought, on a free port of 127.0.0.1 with a random password.
 *
 * A server that a killed program left behind is stopped first. A server that dies is started again.
 * Throws a `StartupError` when the folder is in use by another program, or cannot be used.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { host, onProgress = () => undefined } = options;
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const placement = await placeCluster(dataDir, host);
  const release = await acquireLock(
    join(placement.home, 'lock'),
    host,
    (pid) =>
      `Promptly Studio already runs on ${dataDir} (process ${pid}): stop it, or give this one another DATA_DIR and PORT.`,
  );
  try {
    const binaries = await locateBinaries(placement.owner);
    const cluster: Cluster = {
      data: join(placement.home, 'data'),
      placement,
      binaries,
      settings: options.settings ?? {},
    };
    const password = await readPassword(join(dataDir, 'postgres-password'));
    if (await stat(cluster.data).catch(() => null)) {
      await checkCluster(cluster);
      await stopLeftover(cluster, host);
    } else {
      onProgress('Creating the database');
      await createCluster(cluster, password);
    }
    const server = await startServer(cluster);
    return {
      url: `postgres://${USER}:${password}@127.0.0.1:${server.port}/postgres`,
      async stop() {
        await server.stop();
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

interface Cluster {
  data: string;
  placement: Placement;
  binaries: Binaries;
  settings: Readonly<Record<string, string>>;
}

const USER = 'promptly';

async function readPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

/** Makes a cluster beside its final place, so that a start that dies here leaves none that is half made. */
async function createCluster(cluster: Cluster, password: string): Promise<void> {
  const { placement, binaries, data } = cluster;
  const fresh = `${data}.new`;
  const passwordFile = `${data}.password`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  try {
    await giveTo(placement.owner, fresh, passwordFile);
    const collation = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    await run(binaries.initdb, placement, [
      ...['-D', fresh, '-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
      ...['--encoding=UTF8', ...collation, '--no-instructions'],
      ...(cluster.settings.fsync === 'off' ? ['--no-sync'] : []),
    ]);
    await rename(fresh, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function giveTo(owner: Owner | null, ...paths: string[]): Promise<void> {
  if (!owner) return;
  try {
    for (const path of paths) await chown(path, owner.uid, owner.gid);
  } catch (error) {
    throw new StartupError(
      `Postgres refuses to run as root, and this system does not let it run as user ${owner.uid} (${String(error)}): start the program as a normal user, or set DATABASE_URL.`,
    );
  }
}

/** Says early what Postgres would say in its log. */
async function checkCluster({ data, binaries, placement }: Cluster): Promise<void> {
  const made = await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => null);
  if (made === null) {
    const reader = placement.owner ? `user ${placement.owner.uid}` : 'this user';
    throw new StartupError(
      `The database in ${data} cannot be read by ${reader}: start the program as the user that made it, or give the folder to this one (chown -R).`,
    );
  }
  if (Number.parseInt(made, 10) !== binaries.major) {
    throw new StartupError(
      `The database in ${data} was made by Postgres ${made.trim()}, and this program brings ${binaries.major}: export it with the release that made it, or start with an empty DATA_DIR.`,
    );
  }
}

/** Stops the server of a program that was killed; a pid file whose number another program wears is removed. */
async function stopLeftover(cluster: Cluster, host: Host): Promise<void> {
  const pidFile = join(cluster.data, 'postmaster.pid');
  const pid = (await readPidFile(pidFile))?.pid;
  if (pid === undefined) return;
  if (host.isAlive(pid)) {
    const command = await commandLine(pid);
    if (command === null || command.includes(cluster.data)) return pgCtlStop(cluster);
  }
  await rm(pidFile, { force: true });
}

interface Server {
  port: number;
  stop(): Promise<void>;
}

async function startServer(cluster: Cluster): Promise<Server> {
  let stopping = false;
  const port = await launchOnFreePort(cluster, () => void superviseExit());
  await cluster.placement.remember(port);
  return {
    port,
    async stop() {
      stopping = true;
      await pgCtlStop(cluster);
    },
  };

  async function superviseExit(): Promise<void> {
    while (!stopping) {
      await sleep(RESTART_DELAY_MS, undefined, { ref: false });
      if (stopping) return;
      const up = await launch(cluster, port, () => void superviseExit()).then(
        () => true,
        () => false,
      );
      if (up) return;
    }
  }
}

async function launchOnFreePort(cluster: Cluster, onExit: () => void): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort(attempt === 1 ? cluster.placement.port : null);
    try {
      await launch(cluster, port, onExit);
      return port;
    } catch (error) {
      // Another program may have taken the port between the look and the start.
      if (attempt === START_ATTEMPTS) throw error;
    }
  }
}

/** Starts the server and waits until it takes connections; `onExit` is told of an end after that. */
async function launch(cluster: Cluster, port: number, onExit: () => void): Promise<void> {
  const { placement, binaries, data } = cluster;
  const logPath = join(placement.home, 'postgres.log');
  const log = await open(logPath, 'w', 0o600);
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    log_checkpoints: 'off',
    ...cluster.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', data, '-p', String(port), ...flags], {
    ...processOptions(placement),
    // A group of its own: Ctrl-C in the terminal must not stop the database before the program.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let ready = false;
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => {
      resolve(`exit ${code ?? signal}`);
      if (ready) onExit();
    });
  });
  child.unref();
  await log.close();
  const failure = await Promise.race([ended, becomesReady(data, child.pid)]);
  if (failure === null) {
    ready = true;
    return;
  }
  child.kill('SIGQUIT');
  const tail = (await readFile(logPath, 'utf8').catch(() => '')).trim().split('\n').slice(-3);
  throw new StartupError(`Postgres did not start (${failure}): ${tail.join(' ')}`);
}

/** Null once the server says in its pid file that it is ready. */
async function becomesReady(data: string, pid: number | undefined): Promise<string | null> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const file = await readPidFile(join(data, 'postmaster.pid'));
    if (file && file.pid === pid && file.status === 'ready') return null;
    await sleep(10);
  }
  return `not ready after ${START_TIMEOUT_MS / 1000} s`;
}

async function readPidFile(path: string): Promise<{ pid: number; status: string } | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  const lines = text?.split('\n');
  return lines?.[0] ? { pid: Number(lines[0]), status: (lines[7] ?? '').trim() } : null;
}

async function freePort(preferred: number | null): Promise<number> {
  const server = createServer();
  const listen = (port: number) =>
    new Promise<number | null>((resolve) => {
      server.once('error', () => resolve(null));
      server.listen(port, '127.0.0.1', () => {
        const address = server.address();
        resolve(typeof address === 'object' && address ? address.port : null);
      });
    });
  const port = (preferred !== null ? await listen(preferred) : null) ?? (await listen(0));
  await new Promise((resolve) => server.close(resolve));
  if (port === null) throw new StartupError('No port of 127.0.0.1 is free for the database.');
  return port;
}

async function pgCtlStop({ binaries, placement, data }: Cluster): Promise<void> {
  const stop = (mode: string) =>
    run(binaries.pgCtl, placement, ['stop', '-D', data, '-m', mode, '-t', '20', '-s']);
  const stopped = () =>
    stat(join(data, 'postmaster.pid')).then(
      () => false,
      () => true,
    );
  await stop('fast').catch(async () => (await stopped()) || stop('immediate'));
}

/** Runs one of the server's programs to its end; rejects with what it wrote when it fails. */
async function run(program: string, placement: Placement, args: string[]): Promise<void> {
  const child = spawn(program, args, {
    ...processOptions(placement),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string | null>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new StartupError(`The database could not be prepared (${code}): ${output.trim()}`);
  }
}

function processOptions({ home, owner }: Placement) {
  // Postgres asks for its working directory, which the other user may not be able to read.
  return { cwd: home, env: { LC_ALL: 'C', TZ: 'UTC' }, ...(owner ?? {}) };
}
