import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import type { FileTree } from '@promptly/common';
import { destination } from 'pino';

import { ConfigError, loadConfig } from './config.ts';
import { currentHost } from './db/embedded/host.ts';
import { createLogger, type Logger } from './observability/logger.ts';
import { NO_TELEMETRY, openTelemetry } from './observability/telemetry.ts';
import { readEnvironment } from './program/read-environment.ts';
import { startProgram, type RunningProgram } from './program/start.ts';
import { StartupError } from './startup-error.ts';

const SAME_WISH_MS = 1_000;
const ROOT = join(import.meta.dirname, '../../..');
const environment = process.env; // eslint-disable-line no-restricted-properties -- the one place that reads it

try {
  await main();
} catch (error) {
  const isForOperators = error instanceof ConfigError || error instanceof StartupError;
  process.stderr.write(`${isForOperators ? error.message : describe(error)}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const starter = loadStarter();
  // In a terminal, a line for each request would bury the one that matters.
  const defaults = process.stderr.isTTY ? { LOG_LEVEL: 'warn' } : {};
  const env = { ...defaults, ...readEnvironment(ROOT, environment), ...readFlags() };
  const readFile = (path: string) => readFileSync(path, 'utf8');
  const config = loadConfig({ env, readFile, rootDir: ROOT });
  let telemetry = NO_TELEMETRY;
  const log = createLogger(config.logLevel, openLogStream(), () => telemetry.faults);
  const showProgress = process.stdout.isTTY || environment.PROGRESS === '1';
  telemetry = await openTelemetry(config.telemetry, log);
  const starting = startProgram({
    ...{ config, log, telemetry, host: currentHost(), rootDir: ROOT },
    starter,
    onProgress: (message) => void (showProgress && process.stdout.write(`› ${message}\n`)),
  });
  stopOnSignals(starting, log);
  const { readyLine } = await starting;
  process.stdout.write(`${readyLine}\n`);
  // The first project should not wait for what its first files are made with. A failure is told to who makes one.
  if (config.role !== 'worker') starter('Warm-up').catch(() => undefined);
}

/** What first files are made with is loaded with the first call: the program starts sooner without it. */
function loadStarter(): (projectName: string) => Promise<FileTree> {
  let loading: Promise<(name: string) => Promise<FileTree>> | undefined;
  const load = async () => {
    const [{ createTreeFormatter, starterTree }, { createUiRegistry }] = await Promise.all([
      import('@promptly/codegen'),
      import('@promptly/ui/registry'),
    ]);
    const library = createUiRegistry();
    const format = createTreeFormatter();
    return (name: string) => starterTree({ name, library, format });
  };
  return async (name) => (await (loading ??= load()))(name);
}

/** A signal during the start is heeded once there is something whole to stop. */
function stopOnSignals(starting: Promise<RunningProgram>, log: Logger): void {
  let stoppingSince: number | null = null;
  const begin = async (exitCode: number) => {
    if (stoppingSince !== null) return;
    stoppingSince = performance.now();
    const failed = await (await starting).stop();
    process.exit(failed.length > 0 ? 1 : exitCode);
  };
  const onSignal = () => {
    // Ctrl-C comes from the terminal and, passed on, from the launcher: that is one wish.
    const isImpatient = stoppingSince !== null && performance.now() - stoppingSince > SAME_WISH_MS;
    // Whoever asks again does not want to wait; the next start clears up what this leaves.
    if (isImpatient) process.exit(1);
    void begin(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  // The terminal was closed, or the launcher killed: nobody is left to stop this, nor to be impatient.
  process.on('SIGHUP', () => void begin(0));
  process.once('disconnect', () => void begin(0));
  const fail = (error: unknown) => {
    log.fatal({ err: error }, 'the program failed');
    void begin(1);
  };
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
}

/** A terminal that was closed takes no more lines, which must not end the program half-way through its stop. */
function openLogStream() {
  const ignore = () => undefined;
  process.stdout.on('error', ignore);
  process.stderr.on('error', ignore);
  const stream = destination({ fd: 2, sync: true });
  stream.on('error', ignore);
  return stream;
}

function readFlags(): Record<string, string | undefined> {
  const { values } = parseArgs({
    options: { role: { type: 'string' }, port: { type: 'string' } },
    strict: true,
  });
  return {
    ...(values.role !== undefined && { ROLE: values.role }),
    ...(values.port !== undefined && { PORT: values.port }),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
