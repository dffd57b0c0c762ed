import { sql } from 'drizzle-orm';

import type { Queryable } from './client.ts';

/**
 * The names of all locks that transactions take. One that takes several, of these and of rows, takes them in this
 * order, as two that took them in different ones would wait for each other:
 *
 * 1. the `Idempotency-Key`, without waiting;
 * 2. those by which things are accepted or changed one after the other, in the order below;
 * 3. the rows of the user, and of the organization;
 * 4. the row of the project; who ends or takes jobs and exports alone, one or all of an organization, leaves it out, and
 *    locks none afterwards;
 * 5. its jobs, then its exports, its artifacts and other rows of it; of several organizations, one after the other;
 * 6. what is used up of quotas (`usage`);
 * 7. blobs, by their hashes, and webhooks, by their ids;
 * 8. the end of the audit log's chain, that of an organization before that of the instance.
 */
export const LOCKS = {
  /** The sweep for work that was forgotten. */
  sweep: () => 'sweep',
  /** A request that is done once. */
  idempotencyKey: (...key: string[]) => `idempotency-key:${JSON.stringify(key)}`,
  signingKeys: () => 'signing-keys',
  /** Which sign-up makes the first account of the instance. */
  firstAccount: () => 'first-account',
  library: (orgId: string) => `library:${orgId}`,
  artifacts: (projectId: string) => `artifacts:${projectId}`,
  /** How many jobs run or wait that a person asked for; then how many in an organization. */
  openJobs: (personOrOrgId: string) => `open-jobs:${personOrOrgId}`,
  openExports: (orgId: string) => `open-exports:${orgId}`,
  /** Exports of all data of a user or an organization. */
  dataExports: (subjectId: string) => `data-exports:${subjectId}`,
  /** How many organizations a user made. */
  madeOrgs: (userId: string) => `made-orgs:${userId}`,
  /** What is used up of an organization's quotas. */
  usage: (orgId: string) => `usage:${orgId}`,
};

/** Waits for the lock of this name, and holds it until the transaction ends. */
export async function lockUntilEnd(tx: Queryable, name: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}

/** The same without waiting: false where another transaction holds it. */
export async function tryLockUntilEnd(tx: Queryable, name: string): Promise<boolean> {
  const { rows } = await tx.execute<{ isTaken: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as "isTaken"`,
  );
  return rows[0]?.isTaken === true;
}
