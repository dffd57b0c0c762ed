import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { codegenJobs, projects } from '../../db/schema/index.ts';
import { findMergeBase } from './merge-base.ts';

export interface EarlierPrompt {
  promptText: string;
  options: Record<string, unknown>;
}

/** More than a reader takes; each costs two queries. */
const MAX_PROMPTS = 50;

/**
 * The prompts that made the head of a project, the first one first. Those whose apps were not applied, or that the
 * project was taken back behind, are none of them.
 */
export async function findEarlierPrompts(
  db: Database,
  projectId: string,
): Promise<EarlierPrompt[]> {
  const [project] = await db
    .select({ headRevisionId: projects.headRevisionId })
    .from(projects)
    .where(eq(projects.id, projectId));
  const prompts: EarlierPrompt[] = [];
  let head = project?.headRevisionId ?? null;
  while (head !== null && prompts.length < MAX_PROMPTS) {
    const { jobId, parentId } = await findMergeBase(db, projectId, head);
    if (jobId === null) break;
    const [job] = await db
      .select({ promptText: codegenJobs.promptText, options: codegenJobs.optionsJson })
      .from(codegenJobs)
      .where(eq(codegenJobs.id, jobId));
    if (job) prompts.unshift(job);
    head = parentId;
  }
  return prompts;
}
