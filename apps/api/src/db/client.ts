import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { Pool } from 'pg';

import * as schema from './schema/index.ts';

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];
/** What a query needs: the pool or an open transaction. */
export type Queryable = Database | Transaction;

export function createDatabase(pool: Pool): Database {
  return drizzle({ client: pool, schema });
}
