import { sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';

export interface MergeBase {
  revisionId: string;
  manifestSha: string;
  /** The job that generated it, and the head that it did so for; null for a project's first revision. */
  jobId: string | null;
  parentId: string | null;
}

/**
 * What the head's files were before people changed them: the tree that was last generated, or the first one.
 * A restored revision counts as the one that was restored. A job's merged revision counts as the tree that
 * it generated before the merge, which it stored first: only against that do people's changes show.
 */
export async function findMergeBase(
  db: Queryable,
  projectId: string,
  headRevisionId: string,
): Promise<MergeBase> {
  const { rows } = await db.execute<{
    id: string;
    manifest_sha: string;
    job_id: string | null;
    parent_id: string | null;
  }>(sql`
    with recursive line as (
      select id, parent_id, kind, job_id, manifest_sha, seq
      from ps_revisions where id = ${headRevisionId} and project_id = ${projectId}
      union all
      select older.id, older.parent_id, older.kind, older.job_id, older.manifest_sha, older.seq
      from line
      join ps_revisions older on older.id = coalesce(
        case when line.kind = 'restore' then (
          select source.id from ps_revisions source
          where source.project_id = ${projectId} and source.manifest_sha = line.manifest_sha
            and source.kind <> 'restore' and source.seq < line.seq
          order by source.seq desc limit 1
        ) end,
        line.parent_id
      )
      where line.kind not in ('codegen', 'init')
    ), base as (
      select id, parent_id, job_id, manifest_sha from line
      where kind in ('codegen', 'init') limit 1
    )
    select coalesce(generated.id, base.id) as id,
      coalesce(generated.manifest_sha, base.manifest_sha) as manifest_sha,
      coalesce(generated.parent_id, base.parent_id) as parent_id,
      base.job_id
    from base
    left join lateral (
      select id, parent_id, manifest_sha from ps_revisions
      where job_id = base.job_id and kind = 'codegen' order by seq limit 1
    ) generated on true
  `);
  const [base] = rows;
  if (!base) throw new Error(`the head ${headRevisionId} descends from no first revision`);
  return {
    revisionId: base.id,
    manifestSha: base.manifest_sha,
    jobId: base.job_id,
    parentId: base.parent_id,
  };
}
