import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FileTree } from '@promptly/common';

import { createApp } from '../app.ts';
import { localUrl, type Config } from '../config.ts';
import { createContainer, type Container } from '../container.ts';
import { startEmbeddedPostgres } from '../db/embedded.ts';
import type { Host } from '../db/embedded/host.ts';
import { migrateDatabase } from '../db/migrate.ts';
import type { DatabaseUrls } from '../db/pools.ts';
import { serveStudio } from '../http/studio-files.ts';
import type { Logger } from '../observability/logger.ts';
import type { Telemetry } from '../observability/telemetry.ts';
import { StartupError } from '../startup-error.ts';
import { listen, type HttpServer } from './http-server.ts';
import type { Part } from './part.ts';
import { createParts } from './parts.ts';
import { runPhases, type Phase } from './phases.ts';

export interface StartOptions {
  config: Config;
  log: Logger;
  /** Closed here, last of all. */
  telemetry: Telemetry;
  host: Host;
  /** The clone, which holds the built studio. */
  rootDir: string;
  starter: (projectName: string) => Promise<FileTree>;
  /** Told what is being done, for people who wait. */
  onProgress: (message: string) => void;
}

export interface RunningProgram {
  /** What to tell the user once it runs. */
  readyLine: string;
  /** Stops everything in order; returns the names of the steps that did not end well. */
  stop(): Promise<string[]>;
}

const HTTP_STOP_MS = 10_000;
const PART_STOP_MS = 25_000;
const CLOSE_MS = 5_000;
const POSTGRES_STOP_MS = 45_000;
const TELEMETRY_STOP_MS = 3_000;

/** Starts the role that the settings name. What was started is stopped again when a later step fails. */
export async function startProgram(options: StartOptions): Promise<RunningProgram> {
  const { config, log, telemetry, onProgress } = options;
  const stopping = new AbortController();
  // Added to as things start, run from the last to the first.
  const undo: Phase[] = [
    { name: 'telemetry', timeoutMs: TELEMETRY_STOP_MS, run: () => telemetry.close() },
  ];
  const stop = () => {
    stopping.abort();
    return runPhases([...undo].reverse(), log);
  };
  try {
    await assertWritable(config.dataDir);
    const server = config.role === 'worker' ? null : await openPort(config, undo);
    const databaseUrls = await openDatabase(options, undo);
    onProgress('Updating the database');
    await migrateDatabase(databaseUrls.directUrl);
    const { starter } = options;
    const container = await createContainer({
      ...{ config, log, telemetry, databaseUrls, starter },
      stopping: stopping.signal,
    });
    undo.push({ name: 'connections', timeoutMs: CLOSE_MS, run: () => container.dispose() });
    onProgress('Starting the services');
    for (const part of createParts(container, config.role)) await startPart(part, undo);
    if (server) await serve(server, container, options);
    keepServerLast(undo);
    return { readyLine: readyLineOf(config), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assertWritable(dataDir: string): Promise<void> {
  const probe = join(dataDir, '.write-test');
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe, { force: true });
  } catch (error) {
    throw new StartupError(
      `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}): give it to this user, or set DATA_DIR to a folder that can be.`,
    );
  }
}

async function openPort({ http }: Config, undo: Phase[]): Promise<HttpServer> {
  const server = await listen(http.host, http.port, 'PORT');
  undo.push({
    name: 'http',
    timeoutMs: HTTP_STOP_MS + 1_000,
    run: () => server.stop(HTTP_STOP_MS),
  });
  return server;
}

async function openDatabase(options: StartOptions, undo: Phase[]): Promise<DatabaseUrls> {
  const { config, host, onProgress } = options;
  if (config.database) return config.database;
  onProgress('Starting the database');
  const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, host, onProgress });
  undo.push({ name: 'postgres', timeoutMs: POSTGRES_STOP_MS, run: () => postgres.stop() });
  return { url: postgres.url, directUrl: postgres.url };
}

async function startPart(part: Part, undo: Phase[]): Promise<void> {
  await part.start();
  undo.push({ name: part.name, timeoutMs: PART_STOP_MS, run: () => part.stop() });
}

async function serve(
  server: HttpServer,
  container: Container,
  { rootDir, log, config }: StartOptions,
): Promise<void> {
  const studio = await serveStudio(join(rootDir, 'apps/web/dist'), config.http);
  if (!studio) log.warn('the studio is not built: only the API is served');
  server.serve(createApp(container, studio));
}

/** The port was opened first, to fail early; requests end before what they need is taken away. */
function keepServerLast(undo: Phase[]): void {
  const at = undo.findIndex(({ name }) => name === 'http');
  if (at >= 0) undo.push(...undo.splice(at, 1));
}

function readyLineOf({ role, http }: Config): string {
  if (role === 'worker') return 'Promptly Studio worker is ready';
  return `Promptly Studio is ready at ${http.publicUrl ?? localUrl(http.host, http.port)}`;
}
