import { createDatabase } from '../db/client.ts';
import { createPools } from '../db/pools.ts';
import { createEnvelope } from '../services/keys/envelope.ts';
import { checkCanary, loadKek } from '../services/keys/key-encryption-key.ts';
import type { CommandContext, CommandDeps } from './command.ts';
import { findDatabase } from './find-database.ts';

const POOL_MAX = 2;

/** Opens the database of the settings, that of a running program among them, for as long as the work takes. */
export async function withDatabase<T>(
  { config, log, host, now, print }: CommandContext,
  work: (deps: CommandDeps) => Promise<T>,
): Promise<T> {
  const { url, close } = await findDatabase(config, host);
  const pools = createPools({ url, directUrl: url }, POOL_MAX, log);
  try {
    const db = createDatabase(pools.query);
    const envelope = createEnvelope(await loadKek(config.kek, config.dataDir));
    await checkCanary(db, envelope);
    return await work({ config, db, envelope, now, print });
  } finally {
    await pools.end();
    await close();
  }
}
