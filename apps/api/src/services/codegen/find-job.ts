import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import type { Permission } from '../../policies/permissions.ts';
import { authorizeProject } from '../access.ts';
import type { Identity } from '../actor.ts';
import { notFound } from '../not-found.ts';
import type { JobRow } from './lease.ts';

/** The job, when the actor may do this in its project; a foreign job is as unknown as one that never was. */
export async function findJob(
  db: Queryable,
  actor: Identity,
  jobId: string,
  permission: Permission,
): Promise<JobRow> {
  const [job] = await db.select().from(codegenJobs).where(eq(codegenJobs.id, jobId));
  if (!job) throw notFound('job');
  try {
    await authorizeProject(db, actor, job.projectId, permission);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') throw notFound('job');
    throw error;
  }
  return job;
}
