import { sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';

/** Before anything was measured. */
const FIRST_GUESS_SECONDS = 6;
const SAMPLE = 50;

/** Whole seconds until a job that is accepted now ends: what such jobs took lately, and what is before it. */
export async function estimateSeconds(
  db: Queryable,
  orgId: string,
  provider: string,
  parallelJobs: number,
): Promise<number> {
  const { rows } = await db.execute<{ typical: number | null; open: number }>(sql`
    with recent as (
      select extract(epoch from finished_at - started_at) as seconds
      from ps_codegen_jobs
      where org_id = ${orgId} and provider = ${provider} and status = 'succeeded'
      order by created_at desc limit ${SAMPLE}
    )
    select
      (select percentile_cont(0.5) within group (order by seconds) from recent)::float8 as typical,
      (select count(*) from ps_codegen_jobs where status in ('pending', 'running'))::int as open
  `);
  const { typical, open } = rows[0] ?? { typical: null, open: 1 };
  const turns = Math.max(1, Math.ceil(open / parallelJobs));
  return Math.ceil((typical ?? FIRST_GUESS_SECONDS) * turns);
}
