import { access } from 'node:fs/promises';
import { join } from 'node:path';

import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../db/embedded.ts';
import { currentHost } from '../db/embedded/host.ts';
import { findRunningServer } from '../db/embedded/running.ts';
import { StartupError } from '../startup-error.ts';

/** A database that was made before, for a command that works on it. */
export interface OpenDatabase {
  directUrl: string;
  close(): Promise<void>;
}

/** That of the settings; an embedded one is started where it does not run. Throws a `StartupError` where there is none. */
export async function openDatabase({ database, dataDir }: Config): Promise<OpenDatabase> {
  const nothingToClose = () => Promise.resolve();
  if (database) return { directUrl: database.directUrl, close: nothingToClose };
  const running = await findRunningServer(dataDir);
  if (running) return { directUrl: running, close: nothingToClose };
  await access(join(dataDir, 'postgres.json')).catch(() => {
    throw new StartupError(`There is no database in ${dataDir}: set DATA_DIR or DATABASE_URL.`);
  });
  const started = await startEmbeddedPostgres({ dataDir, host: currentHost() });
  return { directUrl: started.url, close: () => started.stop() };
}
