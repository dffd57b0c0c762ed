import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { StartupError } from '../../startup-error.ts';
import { readPidFile, stopCluster, type Cluster } from './cluster.ts';
import { freePort } from './free-port.ts';
import { processOptions } from './programs.ts';

const START_TIMEOUT_MS = 30_000;
const START_ATTEMPTS = 3;
const RESTART_DELAY_MS = 500;

export interface Server {
  port: number;
  stop(): Promise<void>;
}

/** Starts a cluster's server on a free port, the last one if possible, and again whenever it dies. */
export async function startServer(cluster: Cluster): Promise<Server> {
  let stopping = false;
  const port = await launchOnFreePort(cluster, () => void superviseExit());
  await cluster.placement.remember(port);
  return {
    port,
    async stop() {
      stopping = true;
      await stopCluster(cluster);
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
