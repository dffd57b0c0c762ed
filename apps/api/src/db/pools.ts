import { Pool, type ClientBase, type PoolConfig } from 'pg';

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

/** After them the server ends what a transaction holds up, or was itself forgotten in; zero is never. */
export interface WaitLimits {
  /** For the lock of a row, a table or an advisory one. */
  lockMs: number;
  /** Between two statements of a transaction. */
  idleInTransactionMs: number;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** Work that others wait for is of milliseconds; a program that freezes in it may hold them up for so long only. */
const WAIT_LIMITS: WaitLimits = { lockMs: 10_000, idleInTransactionMs: 60_000 };
const DIRECT_POOL_MAX = 5;

/** Connects lazily: a pool without queries holds no connection. */
export function createPools(
  urls: DatabaseUrls,
  maxConnections: number,
  log: Logger,
  waitLimits = WAIT_LIMITS,
): Pools {
  const query = createPool(urls.url, log, {
    ...{ max: maxConnections, application_name: 'promptly-query', pipeline: true },
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the pool waits for it, which its types do not say
    onConnect: (client) => limitWaits(client, waitLimits),
  });
  const direct = createPool(urls.directUrl, log, {
    ...{ max: DIRECT_POOL_MAX, application_name: 'promptly-direct' },
  });
  return {
    query,
    direct,
    async end() {
      await Promise.all([query.end(), direct.end()]);
    },
  };
}

/** By a statement, as a transaction pooler refuses connections that ask for it when they are opened. */
async function limitWaits(
  client: ClientBase,
  { lockMs, idleInTransactionMs }: WaitLimits,
): Promise<void> {
  await client.query(
    `select set_config('lock_timeout', $1, false),
      set_config('idle_in_transaction_session_timeout', $2, false)`,
    [String(lockMs), String(idleInTransactionMs)],
  );
}

function createPool(connectionString: string, log: Logger, options: PoolConfig): Pool {
  const pool = new Pool({
    ...{ connectionString, connectionTimeoutMillis: CONNECT_TIMEOUT_MS },
    ...options,
  });
  const name = options.application_name;
  // An idle connection that breaks is replaced at the next query; without a listener it ends the program.
  pool.on('error', (error) => log.warn({ err: error, pool: name }, 'database connection lost'));
  return pool;
}
