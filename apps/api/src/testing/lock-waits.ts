import { sql } from 'drizzle-orm';

import type { Database } from '../db/client.ts';

/** Resolves once so many connections wait for what another one has locked, to meet a race in a chosen order. */
export async function untilWaiting(db: Database, connections = 1): Promise<void> {
  for (;;) {
    const { rows } = await db.execute<{ waiting: number }>(sql`
      select count(*)::int as waiting from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`);
    if ((rows[0]?.waiting ?? 0) >= connections) return;
  }
}
