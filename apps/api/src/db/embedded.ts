import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { locateBinaries } from './embedded/binaries.ts';
import { checkCluster, createCluster, stopLeftover, type Cluster } from './embedded/cluster.ts';
import type { Host } from './embedded/host.ts';
import { acquireLock } from './embedded/lock.ts';
import { placeCluster } from './embedded/placement.ts';
import { passwordPath, serverUrl } from './embedded/running.ts';
import { startServer } from './embedded/server.ts';

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
    const password = await readPassword(passwordPath(dataDir));
    if (await stat(cluster.data).catch(() => null)) {
      await checkCluster(cluster);
      await stopLeftover(cluster, host);
    } else {
      onProgress('Creating the database');
      await createCluster(cluster, password);
    }
    const server = await startServer(cluster);
    return {
      url: serverUrl(password, server.port),
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

async function readPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept !== null) return kept;
  const password = randomBytes(24).toString('base64url');
  await writeFile(path, password, { mode: 0o600 });
  return password;
}
