import { eq } from 'drizzle-orm';

import type { Database } from '../../db/client.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import { findMergeBase, type MergeBase } from './merge-base.ts';

export interface EarlierPrompt {
  promptText: string;
  options: Record<string, unknown>;
}

/**
 * The prompts that made a revision of a project, the first one first. Those whose apps were not applied, or that the
 * project was taken back behind, are none of them.
 */
export async function findEarlierPrompts(
  db: Database,
  projectId: string,
  revisionId: string,
): Promise<EarlierPrompt[]> {
  const prompts: EarlierPrompt[] = [];
  let made: string | null = revisionId;
  while (made !== null) {
    const { jobId, parentId }: MergeBase = await findMergeBase(db, projectId, made);
    if (jobId === null) break;
    const [job] = await db
      .select({ promptText: codegenJobs.promptText, options: codegenJobs.optionsJson })
      .from(codegenJobs)
      .where(eq(codegenJobs.id, jobId));
    if (job) prompts.unshift(job);
    made = parentId;
  }
  return prompts;
}
