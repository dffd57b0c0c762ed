import { sql } from 'drizzle-orm';

import type { Quota } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { COST_UNITS_PER_CENT } from './ledger.ts';
import type { Period } from './period.ts';

/** What is spent, and what is held for what is under way. */
export type Usage = Record<Quota, { used: number; held: number }>;

/** What a job that asks a model counts as until its spend is known. */
const HELD_PER_MODEL_JOB = { tokens: 20_000, costCents: 10 };

/** A job, export or byte counts once: as held while it is open, in the ledger or as stored from then on. */
export async function readUsage(db: Queryable, orgId: string, period: Period): Promise<Usage> {
  const { rows } = await db.execute<Record<string, string>>(sql`
    with spent as (
      select kind, sum(amount) as amount from ps_usage_ledger
        where org_id = ${orgId}
          and created_at >= ${period.start.toISOString()} and created_at < ${period.end.toISOString()}
        group by kind),
    open_jobs as (
      select count(*) as jobs,
          count(*) filter (where provider <> 'local' and not exists (
            select from ps_usage_ledger l
              where l.org_id = ${orgId} and l.kind = 'model_tokens' and l.ref_id = job.id)) as unknown
        from ps_codegen_jobs job where org_id = ${orgId} and status in ('pending', 'running'))
    select
      coalesce((select amount from spent where kind = 'codegen_run'), 0) as jobs,
      coalesce((select amount from spent where kind = 'model_tokens'), 0) as tokens,
      coalesce((select amount from spent where kind = 'model_cost'), 0) as cost,
      coalesce((select amount from spent where kind = 'export'), 0) as exports,
      (select jobs from open_jobs) as open_jobs,
      (select unknown from open_jobs) as unknown_jobs,
      (select count(*) from ps_exports e join ps_projects p on p.id = e.project_id
        where p.org_id = ${orgId} and e.status in ('pending', 'running')) as open_exports,
      (select coalesce(sum(size), 0) from ps_blobs
        where org_id = ${orgId} and tombstoned_at is null) as bytes,
      (select count(*) from ps_org_members where org_id = ${orgId}) as members`);
  const of = (name: string) => Number(rows[0]?.[name]);
  const unknown = of('unknown_jobs');
  return {
    jobs: { used: of('jobs'), held: of('open_jobs') },
    tokens: { used: of('tokens'), held: unknown * HELD_PER_MODEL_JOB.tokens },
    costCents: {
      used: of('cost') / COST_UNITS_PER_CENT,
      held: unknown * HELD_PER_MODEL_JOB.costCents,
    },
    exports: { used: of('exports'), held: of('open_exports') },
    storageBytes: { used: of('bytes'), held: 0 },
    members: { used: of('members'), held: 0 },
  };
}
