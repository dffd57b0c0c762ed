import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Config } from '../config.ts';
import { startEmbeddedPostgres } from '../db/embedded.ts';
import type { Host } from '../db/embedded/host.ts';
import { readNote } from '../db/embedded/placement.ts';
import { findRunningServer } from '../db/embedded/running.ts';
import { assertMigrated, migrateDatabase } from '../db/migrate.ts';
import { StartupError } from '../startup-error.ts';

/** A database that was made before. */
export interface FoundDatabase {
  /** For sessions. */
  url: string;
  close(): Promise<void>;
}

/**
 * That of the settings; the embedded one is started where it does not run. Throws a `StartupError` where there
 * is none, which a mistyped setting would else make, and where its schema is that of another release.
 */
export async function findDatabase(config: Config, host: Host): Promise<FoundDatabase> {
  const database = await openDatabase(config, host);
  try {
    await assertMigrated(database.url);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function openDatabase({ database, dataDir, kek }: Config, host: Host) {
  const leave = () => Promise.resolve();
  if (database) return { url: database.directUrl, close: leave };
  await assertMade(dataDir, kek);
  const running = await findRunningServer(dataDir);
  if (running !== null) return { url: running, close: leave };
  const server = await startEmbeddedPostgres({ dataDir, host });
  try {
    // Nothing else runs on it, so nothing else is surprised.
    await migrateDatabase(server.url);
    return { url: server.url, close: () => server.stop() };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A program has to have started on the folder: it makes the database and the key, and writes down where the former lies. */
async function assertMade(dataDir: string, kek: string | null): Promise<void> {
  const note = await readNote(join(dataDir, 'postgres.json'));
  if (!note || !(await isThere(join(resolve(dataDir, note.home), 'data')))) {
    throw new StartupError(`There is no database in ${dataDir}: set DATA_DIR or DATABASE_URL.`);
  }
  if (kek !== null || (await isThere(join(dataDir, 'kek')))) return;
  throw new StartupError(
    `The key-encryption key is not in ${dataDir}: put the file \`kek\` back there, or set KEK or KEK_FILE.`,
  );
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
