import { eq, sql } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { notFound } from '../not-found.ts';
import { endJob } from './end-job.ts';
import { findJob } from './find-job.ts';

/**
 * Ends a job that has not ended, and tells its worker to stop. Whether this or the job's own end came
 * first is decided by the job's row. Throws `job_not_cancelable` for a job that has ended otherwise.
 */
export async function cancelJob(db: Database, actor: Actor, jobId: string): Promise<void> {
  await findJob(db, actor, jobId, 'codegen.run');
  await db.transaction(async (tx) => {
    const [job] = await tx
      .select()
      .from(codegenJobs)
      .where(eq(codegenJobs.id, jobId))
      .for('update');
    if (!job) throw notFound('job');
    if (job.status === 'canceled') return;
    if (job.status !== 'pending' && job.status !== 'running') {
      throw new AppError('job_not_cancelable', `The job has ${job.status} already.`, {
        status: job.status,
      });
    }
    await endJob(tx, job, { status: 'canceled' });
    await tx.execute(sql`select pg_notify(${CHANNELS.jobCanceled}, ${jobId})`);
    await recordAudit(tx, {
      actor,
      orgId: job.orgId,
      action: 'codegen.canceled',
      entityType: 'codegen_job',
      entityId: jobId,
      metadata: { projectId: job.projectId },
    });
  });
}
