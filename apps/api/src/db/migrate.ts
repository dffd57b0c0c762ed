import { join } from 'node:path';

import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Client } from 'pg';

import { StartupError } from '../startup-error.ts';
import { applyRowRules } from './row-security/apply-rules.ts';

/** Names the lock that migrators take, in the database's space of advisory locks. */
const MIGRATION_LOCK = 7_266_001;
const FILES = { migrationsFolder: join(import.meta.dirname, 'migrations') };

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
    await migrate(drizzle({ client }), FILES);
    await applyRowRules(client);
  } finally {
    await client.end();
  }
}

/** Changes nothing. Throws a `StartupError` where the schema is not there, or is not that of this release. */
export async function assertMigrated(directUrl: string): Promise<void> {
  const wanted = Math.max(...readMigrationFiles(FILES).map(({ folderMillis }) => folderMillis));
  const found = await lastMigration(directUrl);
  if (found === wanted) return;
  if (found === null) {
    throw new StartupError('This database is not one of Promptly Studio: check DATABASE_URL.');
  }
  throw new StartupError(
    found < wanted
      ? 'The database is of an earlier release: start Promptly Studio once, which updates it, and try again.'
      : 'The database is of a later release than this program: use that one.',
  );
}

/** When the newest migration that was applied was made, in Unix milliseconds; null where none was. */
async function lastMigration(directUrl: string): Promise<number | null> {
  const client = new Client({ connectionString: directUrl, application_name: 'promptly-migrate' });
  await client.connect();
  try {
    const table = 'drizzle.__drizzle_migrations';
    const { rows: tables } = await client.query<{ name: string | null }>(
      'select to_regclass($1)::text as name',
      [table],
    );
    if (tables[0]?.name == null) return null;
    const { rows } = await client.query<{ last: string | null }>(
      `select max(created_at) as last from ${table}`,
    );
    return rows[0]?.last == null ? null : Number(rows[0].last);
  } finally {
    await client.end();
  }
}
