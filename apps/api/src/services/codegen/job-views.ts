import { asc, eq, inArray, sql } from 'drizzle-orm';

import type { CodegenStep, Requirement, Verdict } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { codegenJobs, jobSteps, revisions } from '../../db/schema/index.ts';
import type { JobRow } from './lease.ts';

export interface StepView {
  name: CodegenStep;
  startedAt: Date;
  finishedAt: Date | null;
}

/** A job with all that is known of its result. */
export interface JobView {
  job: JobRow;
  /** In the order in which they began; of a step that ran in several rounds, the last run. */
  steps: StepView[];
  /** The revision that the candidate was made for. */
  parentRevisionId: string | null;
  verdict: Verdict | null;
  requirements: Requirement[];
}

/** The views of jobs, in the given order. */
export async function viewJobs(db: Queryable, ids: readonly string[]): Promise<JobView[]> {
  if (ids.length === 0) return [];
  const [jobs, steps] = await Promise.all([findJobs(db, ids), findSteps(db, ids)]);
  const byId = new Map(jobs.map((row) => [row.job.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const ofJob = steps.filter(({ jobId }) => jobId === id);
    const requirements = ofJob.find((step) => step.requirements)?.requirements ?? [];
    return { ...row, steps: lastRounds(ofJob), requirements };
  });
}

function findJobs(db: Queryable, ids: readonly string[]) {
  return db
    .select({
      job: codegenJobs,
      parentRevisionId: revisions.parentId,
      verdict: revisions.verdictJson,
    })
    .from(codegenJobs)
    .leftJoin(revisions, eq(revisions.id, codegenJobs.candidateRevisionId))
    .where(inArray(codegenJobs.id, [...ids]));
}

function findSteps(db: Queryable, ids: readonly string[]) {
  return db
    .select({
      jobId: jobSteps.jobId,
      name: jobSteps.name,
      startedAt: jobSteps.startedAt,
      finishedAt: jobSteps.finishedAt,
      // The rest of the outputs is large, and for workers.
      requirements: sql<Requirement[] | null>`${jobSteps.outputJson} -> 'requirements'`,
    })
    .from(jobSteps)
    .where(inArray(jobSteps.jobId, [...ids]))
    .orderBy(asc(jobSteps.startedAt), asc(jobSteps.round));
}

function lastRounds(steps: readonly StepView[]): StepView[] {
  const last = new Map<CodegenStep, StepView>();
  for (const { name, startedAt, finishedAt } of steps)
    last.set(name, { name, startedAt, finishedAt });
  return [...last.values()];
}
