import { eq } from 'drizzle-orm';

import { projects } from '../../db/schema/index.ts';
import type { Run } from './run.ts';

/** The revision that the job's project is at now, and may not be any more in a moment. */
export async function projectHead({ deps, job }: Run): Promise<string> {
  const [project] = await deps.db
    .select({ headRevisionId: projects.headRevisionId })
    .from(projects)
    .where(eq(projects.id, job.projectId));
  if (!project?.headRevisionId) throw new Error(`${job.projectId} has no head`);
  return project.headRevisionId;
}
