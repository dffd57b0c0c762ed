import { sql } from 'drizzle-orm';

import type { Queryable, Transaction } from '../client.ts';

/**
 * Works on all rows in a transaction of a caller, for what is theirs by something else than belonging to an
 * organization, such as the token of an invitation. Such work decides by itself what it may touch.
 */
export function beyondRowRules<T>(
  db: Queryable,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ role: string }>(
      sql`select current_setting('role') as role, set_config('role', 'none', true)`,
    );
    const result = await work(tx);
    // A refusal needs nothing: with its savepoint goes the change of the role.
    await tx.execute(sql`select set_config('role', ${rows[0]?.role ?? 'none'}, true)`);
    return result;
  });
}
