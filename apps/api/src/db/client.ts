import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';

export type Database = NodePgDatabase;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Database | Transaction;

export function createDatabase(pool: Pool): Database {
  const db = drizzle({ client: pool });
  // Drizzle's own way keeps the connection for ever when its `begin` fails, as it does while Postgres
  // restarts, and gives one back to the pool whose rollback failed.
  db.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzle({ client }).transaction(work, config);
    } finally {
      client.release(client.getTransactionStatus() !== 'I');
    }
  };
  return db;
}
