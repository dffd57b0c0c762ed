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
    // A connection may break between two statements. The next one fails then; without a listener, the program ends.
    client.on('error', ignore);
    try {
      return await drizzle({ client }).transaction(work, config);
    } finally {
      client.off('error', ignore);
      client.release(client.getTransactionStatus() !== 'I');
    }
  };
  return db;
}

function ignore(): void {
  // The statement that meets the broken connection tells of it.
}
