import { Pool } from 'pg';

import type { Logger } from '../observability/logger.ts';

export interface DatabaseUrls {
  /** For queries; a transaction pooler may stand there. */
  url: string;
  /** For what needs a session: LISTEN, the queue, migrations. */
  directUrl: string;
}

export interface Pools {
  query: Pool;
  direct: Pool;
  end(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const DIRECT_POOL_MAX = 5;

/** Connects lazily: a pool without queries holds no connection. */
export function createPools(urls: DatabaseUrls, maxConnections: number, log: Logger): Pools {
  const query = createPool(urls.url, maxConnections, 'promptly-query', log);
  const direct = createPool(urls.directUrl, DIRECT_POOL_MAX, 'promptly-direct', log);
  return {
    query,
    direct,
    async end() {
      await Promise.all([query.end(), direct.end()]);
    },
  };
}

function createPool(url: string, max: number, name: string, log: Logger): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    application_name: name,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it ends the program.
  pool.on('error', (error) => log.warn({ err: error, pool: name }, 'database connection lost'));
  return pool;
}
