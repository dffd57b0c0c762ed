import { sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';

/** The job that last generated the files which a revision goes back to; null when none did. */
export async function findJobBehind(
  db: Queryable,
  revisionId: string,
): Promise<{ promptText: string; provider: string } | null> {
  const { rows } = await db.execute<{ prompt_text: string; provider: string }>(sql`
    with recursive line as (
      select id, parent_id, job_id from ps_revisions where id = ${revisionId}
      union all
      select older.id, older.parent_id, older.job_id
      from line join ps_revisions older on older.id = line.parent_id
      where line.job_id is null
    )
    select job.prompt_text, job.provider
    from line join ps_codegen_jobs job on job.id = line.job_id`);
  const [row] = rows;
  return row ? { promptText: row.prompt_text, provider: row.provider } : null;
}
