import { sql } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { TABLE_RIGHTS, type UserKeys } from '../data-exports/table-rights.ts';

/** Deletes what is an organization's; what refers to it goes with it. */
export async function eraseOrgRows(tx: Transaction, orgId: string): Promise<void> {
  for (const [table, { org, eraseWith }] of subjectsOwnLast('ps_orgs')) {
    if (!org || !eraseWith?.includes('org')) continue;
    await tx.execute(sql`delete from ${sql.identifier(table)} where ${org(orgId)}`);
  }
}

/** Deletes what is a user's. */
export async function eraseUserRows(tx: Transaction, keys: UserKeys): Promise<void> {
  for (const [table, { user, eraseWith }] of subjectsOwnLast('ps_users')) {
    if (!user || !eraseWith?.includes('user')) continue;
    await tx.execute(sql`delete from ${sql.identifier(table)} where ${user(keys)}`);
  }
}

/** The others are found by it. */
function subjectsOwnLast(own: string) {
  const entries = Object.entries(TABLE_RIGHTS);
  return [
    ...entries.filter(([table]) => table !== own),
    ...entries.filter(([table]) => table === own),
  ];
}
