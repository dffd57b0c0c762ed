import { join } from 'node:path';

import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';

/** Names the lock that migrators take, in the database's space of advisory locks. */
const MIGRATION_LOCK = 7_266_001;

/**
 * Brings the schema up to date; does nothing when it is. Several programs may call it at once: one
 * works, the others wait. The address must lead to a session, not to a transaction pooler.
 */
export async function migrateDatabase(directUrl: string): Promise<void> {
  const client = new Client({ connectionString: directUrl, application_name: 'promptly-migrate' });
  await client.connect();
  try {
    // Ends with the session, so that a migrator which dies blocks nobody.
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('set client_min_messages to warning');
    await migrate(drizzle({ client }), {
      migrationsFolder: join(import.meta.dirname, 'migrations'),
    });
  } finally {
    await client.end();
  }
}
