import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { escapeLiteral, type Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg';

import { APP_ROLE, type Caller } from './row-security/app-role.ts';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Database | Transaction;

type AnyQuery = (config: QueryConfig, values?: unknown[]) => Promise<QueryResult>;

/** A database in which the program does its own work, and sees all rows. */
export function createDatabase(pool: Pool): Database {
  const db = drizzle({ client: pool });
  // Drizzle's own way keeps the connection for ever when its `begin` fails, as it does while Postgres
  // restarts, and gives one back to the pool whose rollback failed.
  db.transaction = (work, config) =>
    withConnection(pool, (client) => drizzle({ client }).transaction(work, config));
  return db;
}

/**
 * The same for somebody: Postgres shows and takes only the rows that are theirs, by `ROW_RULES`. Each statement
 * outside of a transaction is one by itself, so that it works behind a pooler of transactions.
 */
export function createDatabaseFor(pool: Pool, caller: Caller): Database {
  const enter = enterAs(caller);
  // Of the many ways to call `query`, Drizzle uses the one that returns a promise.
  const query = (...args: Parameters<AnyQuery>) =>
    withConnection(pool, async (client) => {
      await client.query(`begin; ${enter}`);
      try {
        const result = await (client as { query: AnyQuery }).query(...args);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    });
  const statements: Pick<PoolClient, 'query'> = { query: query as PoolClient['query'] };
  const db = drizzle({ client: statements as PoolClient });
  db.transaction = (work, config) =>
    withConnection(pool, (client) =>
      drizzle({ client }).transaction(async (tx) => {
        await client.query(enter);
        return work(tx);
      }, config),
    );
  return db;
}

/** Holds until the transaction ends: the connection goes back to the pool as it was. */
function enterAs({ userId, orgId, principal }: Caller): string {
  const settings = { user_id: userId, org_id: orgId, principal };
  return [
    `set local role ${APP_ROLE}`,
    ...Object.entries(settings).map(
      ([name, value]) => `set local ps.${name} = ${escapeLiteral(value ?? '')}`,
    ),
  ].join('; ');
}

async function withConnection<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  // A connection may break between two statements. The next one fails then; without a listener, the program ends.
  client.on('error', ignore);
  try {
    return await work(client);
  } finally {
    client.off('error', ignore);
    client.release(client.getTransactionStatus() !== 'I');
  }
}

function ignore(): void {
  // The statement that meets the broken connection tells of it.
}
