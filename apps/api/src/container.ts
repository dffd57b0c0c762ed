import type { Config } from './config.ts';
import { createDatabase, type Database } from './db/client.ts';
import { createPools, type DatabaseUrls, type Pools } from './db/pools.ts';
import type { Logger } from './observability/logger.ts';
import { createApiKeyService, type ApiKeyService } from './services/api-keys.ts';
import { createAccessTokens, type AccessTokens } from './services/keys/access-tokens.ts';
import { createEnvelope, type Envelope } from './services/keys/envelope.ts';
import { checkCanary, loadKek } from './services/keys/key-encryption-key.ts';
import { loadSigningKeys, type SigningKeys } from './services/keys/signing-keys.ts';

/** What routes and processors call. One line a service. */
export interface Services {
  apiKeys: ApiKeyService;
}

/** Everything that the program is made of, built once and passed in: nothing of it exists at import time. */
export interface Container {
  config: Config;
  log: Logger;
  now: () => Date;
  databaseUrls: DatabaseUrls;
  pools: Pools;
  db: Database;
  envelope: Envelope;
  signingKeys: SigningKeys;
  accessTokens: AccessTokens;
  services: Services;
  /** Checks every answer against its contract; tests do. */
  validateResponses: boolean;
  /** Closes what was opened here; what was started on top of it must have stopped. */
  dispose(): Promise<void>;
}

export interface ContainerOptions {
  config: Config;
  log: Logger;
  /** A database that is migrated. */
  databaseUrls: DatabaseUrls;
  now?: () => Date;
  validateResponses?: boolean;
}

export async function createContainer(options: ContainerOptions): Promise<Container> {
  const { config, log, databaseUrls, now = () => new Date() } = options;
  const pools = createPools(databaseUrls, config.databasePoolMax, log);
  try {
    const db = createDatabase(pools.query);
    const envelope = createEnvelope(await loadKek(config.kek, config.dataDir));
    await checkCanary(db, envelope);
    const signingKeys = await loadSigningKeys(db, envelope, now);
    const accessTokens = createAccessTokens(signingKeys, now);
    const services: Services = {
      apiKeys: createApiKeyService(db, now),
    };
    return {
      ...{ config, log, now, databaseUrls, pools, db },
      ...{ envelope, signingKeys, accessTokens, services },
      validateResponses: options.validateResponses ?? false,
      dispose: () => pools.end(),
    };
  } catch (error) {
    await pools.end();
    throw error;
  }
}
