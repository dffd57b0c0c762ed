import type { Config } from '../config.ts';
import { createDatabase, type Database } from '../db/client.ts';
import { startEmbeddedPostgres } from '../db/embedded.ts';
import type { Host } from '../db/embedded/host.ts';
import { findRunningServer } from '../db/embedded/running.ts';
import { migrateDatabase } from '../db/migrate.ts';
import { createPools } from '../db/pools.ts';
import type { Logger } from '../observability/logger.ts';
import { createEnvelope, type Envelope } from '../services/keys/envelope.ts';
import { checkCanary, loadKek } from '../services/keys/key-encryption-key.ts';

export interface CommandContext {
  config: Config;
  log: Logger;
  host: Host;
  now: () => Date;
  print: (text: string) => void;
}

/** What commands work with. */
export interface CommandDeps extends Pick<CommandContext, 'now' | 'print'> {
  db: Database;
  envelope: Envelope;
}

const POOL_MAX = 2;

/** Opens the database of the settings, the embedded one of a running program among them, for as long as the work takes. */
export async function withDatabase(
  { config, log, host, now, print }: CommandContext,
  work: (deps: CommandDeps) => Promise<void>,
): Promise<void> {
  const { url, close } = await findDatabase(config, host);
  const pools = createPools({ url, directUrl: url }, POOL_MAX, log);
  try {
    const db = createDatabase(pools.query);
    const envelope = createEnvelope(await loadKek(config.kek, config.dataDir));
    await checkCanary(db, envelope);
    await work({ db, envelope, now, print });
  } finally {
    await pools.end();
    await close();
  }
}

async function findDatabase(config: Config, host: Host) {
  const leave = () => Promise.resolve();
  const url = config.database?.directUrl ?? (await findRunningServer(config.dataDir));
  if (url !== null) return { url, close: leave };
  const server = await startEmbeddedPostgres({ dataDir: config.dataDir, host });
  // Nothing else runs on it, so it may be of an earlier release.
  await migrateDatabase(server.url);
  return { url: server.url, close: () => server.stop() };
}
