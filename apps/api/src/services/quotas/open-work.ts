import { sql, type SQL } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { lockUntilEnd } from '../../db/locks.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';

/** Work in the background of which only so much may wait or run at once. */
export interface OpenWork {
  table: 'ps_codegen_jobs' | 'ps_exports';
  /** Which of its rows count together. */
  of: SQL;
  /** Whose times say how long it takes; an index finds them. */
  similar: SQL;
  /** Equal where the rows are: one is accepted after the other. */
  lock: string;
  limit: 'openJobs' | 'openExports';
  max: number;
  message: string;
}

/** Before anything was measured. */
const FIRST_GUESS_SECONDS = 10;
const SAMPLE = 50;
const RETRY_AFTER_MIN_SECONDS = 1;
const RETRY_AFTER_MAX_SECONDS = 600;

/**
 * Throws `rate_limited` where as much is open as may be, with the time after which some of it should have ended: what a
 * plan allows is another thing, and waiting does not help there. All rows count, those that the caller does not see
 * among them.
 */
export function refuseTooManyOpen(tx: Transaction, work: OpenWork): Promise<void> {
  return beyondRowRules(tx, async (all) => {
    // One acceptance at a time, or two could both take the last place.
    await lockUntilEnd(all, work.lock);
    const table = sql.identifier(work.table);
    const { rows } = await all.execute<{ open: number; waited: number | null }>(sql`
      select count(*)::int as open,
          extract(epoch from clock_timestamp() - min(created_at))::float8 as waited
        from ${table} where ${work.of} and status in ('pending', 'running')`);
    const { open, waited } = rows[0] ?? { open: 0, waited: null };
    if (open < work.max) return;
    const typical = (await typicalSeconds(all, work)) ?? FIRST_GUESS_SECONDS;
    const left = Math.ceil(typical - (waited ?? 0));
    const { limit, max } = work;
    throw new AppError('rate_limited', work.message, {
      ...{ limit, max, actual: open },
      retryAfterSeconds: Math.min(Math.max(left, RETRY_AFTER_MIN_SECONDS), RETRY_AFTER_MAX_SECONDS),
    });
  });
}

/** From when it was asked for to its end, of what succeeded lately; null where nothing did. */
async function typicalSeconds(db: Queryable, { table, similar }: OpenWork): Promise<number | null> {
  const { rows } = await db.execute<{ typical: number | null }>(sql`
    select percentile_cont(0.5) within group (order by greatest(0, seconds))::float8 as typical
      from (
        select extract(epoch from finished_at - created_at) as seconds
          from ${sql.identifier(table)} where ${similar} and status = 'succeeded'
          order by created_at desc limit ${SAMPLE}) recent`);
  return rows[0]?.typical ?? null;
}
