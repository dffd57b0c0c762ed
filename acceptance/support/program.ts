import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const READY_LINE = /ready at (http:\/\/\S+)/;
const START_TIMEOUT_MS = 180_000;
const STOP_TIMEOUT_MS = 90_000;

export interface ProgramOptions {
  /** `all` unless said otherwise; only `all` and `api` print an address. */
  role?: 'all' | 'api' | 'worker';
  /** Kept after the stop where it is given; else a new folder that goes with the program. */
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
}

/** The product as a process of its own, on ports and a data folder of its own. */
export interface Program {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  readonly process: ChildProcess;
  /** All that it printed. */
  output(): string;
  /** Ends it as Ctrl-C does, and returns its exit code. */
  stop(): Promise<number | null>;
  /** Ends it as a power cut does: no handler runs. */
  kill(): Promise<void>;
}

/** Starts the product from its sources and resolves when it says that it is ready. */
export async function startProgram(options: ProgramOptions = {}): Promise<Program> {
  const role = options.role ?? 'all';
  const dataDir = options.dataDir ?? (await temporaryDataDir());
  const port = options.port ?? (await freePortPair());
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'apps/api/src/main.ts', `--role=${role}`],
    {
      cwd: root,
      // The channel tells the program when whoever started it was killed, so that nothing is left behind.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        PORT: String(port),
        PREVIEW_PORT: String(port + 1),
        DATA_DIR: dataDir,
        LOG_LEVEL: 'warn',
        ...options.env,
      },
    },
  );
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    const code = await exited;
    clearTimeout(timer);
    return code;
  };
  const removeOwnData = async () => {
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };
  let output = '';
  const ready = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`not ready in time:\n${output}`)),
      START_TIMEOUT_MS,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const match =
        READY_LINE.exec(output) ?? (role === 'worker' ? /worker is ready/i.exec(output) : null);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1] ?? '');
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    void exited.then((code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${output}`)),
    );
  });
  const url = await ready.catch(async (error: unknown) => {
    await end('SIGTERM');
    await removeOwnData();
    throw error;
  });
  return {
    url,
    port,
    dataDir,
    process: child,
    output: () => output,
    stop: async () => {
      const code = await end('SIGTERM');
      await removeOwnData();
      return code;
    },
    kill: async () => {
      await end('SIGKILL');
    },
  };
}

/** A new folder that the database's own user can pass through when the tests run as root. */
export async function temporaryDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'promptly-data-'));
  await chmod(folder, 0o711);
  return folder;
}

/**
 * Below what systems hand out to outgoing connections (32768 and up), of which many come and go before the
 * program listens; and none that the program may choose for its database.
 */
const FIRST_PORT = 20_000;
const LAST_PORT = 29_999;

/** A free port whose successor is free too: the preview origin takes that. */
export async function freePortPair(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new Error('no two free ports in a row were found');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
