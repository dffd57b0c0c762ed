import { startTestPostgres } from './test-postgres.ts';

/** Starts one Postgres for the ring, with a migrated database that tests copy. */
export default async function globalSetup(): Promise<void> {
  await startTestPostgres();
}
