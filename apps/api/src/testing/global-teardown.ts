import { stopTestPostgres } from './test-postgres.ts';

export default async function globalTeardown(): Promise<void> {
  await stopTestPostgres();
}
