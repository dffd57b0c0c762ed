import { createDatabase } from '../db/client.ts';
import { createPools } from '../db/pools.ts';
import { loadKeks, openKeys } from '../services/keys/key-encryption-key.ts';
import type { CommandContext, CommandDeps } from './command.ts';
import { findDatabase } from './find-database.ts';

const POOL_MAX = 2;

/** Opens the database of the settings, that of a running program among them, for as long as the work takes. */
export async function withDatabase<T>(
  { config, log, host, now, print }: CommandContext,
  work: (deps: CommandDeps) => Promise<T>,
): Promise<T> {
  const database = await findDatabase(config, host);
  const { url } = database;
  const pools = createPools({ url, directUrl: url }, POOL_MAX, log);
  try {
    const db = createDatabase(pools.query);
    const keys = await openKeys(db, await loadKeks(config));
    return await work({ config, db, keys, envelope: keys.keyring.envelope, now, print });
  } finally {
    await pools.end();
    await database.close();
  }
}
