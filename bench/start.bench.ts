// What a newcomer waits for: `npm start` in a fresh clone whose packages are in pnpm's cache already, and a second start.
// The clone, its data and its ports are its own; the cache is that of this machine (`npm test` has filled it).
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

import { freePortPair } from '@promptly/acceptance/support/program';

import { printTable } from './support/table.ts';

const FIRST_BUDGET_MS = 90_000;
const SECOND_BUDGET_MS = 5_000;
const START_TIMEOUT_MS = 10 * 60_000;
const STOP_TIMEOUT_MS = 30_000;
const POLL_MS = 20;
const READY_LINE = /ready at http:\/\/\S+/;

const repository = path.resolve(import.meta.dirname, '..');
const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-start-'));
// The embedded database runs as a user of its own when this runs as root.
await chmod(folder, 0o711);
const clone = path.join(folder, 'clone');
const port = await freePortPair();
let running: ChildProcess | undefined;
try {
  await promisify(execFile)('git', ['clone', '--quiet', repository, clone]);
  const first = await startAndStop();
  const second = await startAndStop();
  printTable('`npm start` to the printed address, in a fresh clone with a warm package cache', [
    row('first start', first, FIRST_BUDGET_MS),
    row('second start', second, SECOND_BUDGET_MS),
  ]);
  const isOver = first.readyMs > FIRST_BUDGET_MS || second.readyMs > SECOND_BUDGET_MS;
  process.exitCode = isOver ? 1 : 0;
} finally {
  if (running && isAlive(running)) process.kill(-groupOf(running), 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
}

interface Start {
  readyMs: number;
  /** Until the last process of it is gone, the database's among them. */
  stopMs: number;
}

/** Starts the clone, and ends it as Ctrl-C in a terminal does: the signal reaches the whole group of processes. */
async function startAndStop(): Promise<Start> {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: String(port),
      PREVIEW_PORT: String(port + 1),
      DATA_DIR: path.join(folder, 'data'),
    },
  });
  running = child;
  await readyLine(child);
  const readyAt = performance.now();
  process.kill(-groupOf(child), 'SIGINT');
  while (isAlive(child)) {
    if (performance.now() - readyAt > STOP_TIMEOUT_MS) throw new Error('Ctrl-C did not end it');
    await setTimeout(POLL_MS);
  }
  running = undefined;
  return { readyMs: readyAt - startedAt, stopMs: performance.now() - readyAt };
}

function isAlive(child: ChildProcess): boolean {
  try {
    return process.kill(-groupOf(child), 0);
  } catch {
    return false;
  }
}

function groupOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('npm could not be run');
  return pid;
}

function readyLine(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = AbortSignal.timeout(START_TIMEOUT_MS);
    timer.addEventListener('abort', () => reject(new Error(`not ready:\n${output}`)));
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (READY_LINE.test(output)) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with ${code}:\n${output}`)));
  });
}

function row(start: string, { readyMs, stopMs }: Start, budgetMs: number) {
  const seconds = (value: number) => `${(value / 1000).toFixed(1)} s`;
  return {
    start,
    'printed address': seconds(readyMs),
    budget: seconds(budgetMs),
    'Ctrl-C to the end': seconds(stopMs),
  };
}
