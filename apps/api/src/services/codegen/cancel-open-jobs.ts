import { and, asc, inArray, sql, type SQL } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { CHANNELS } from '../../db/listener.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import { endJob } from './end-job.ts';
import type { JobRow } from './lease.ts';

/** After the project's row, as workers do. */
export function holdOpenJobs(tx: Transaction, isTheirs: SQL): Promise<JobRow[]> {
  return tx
    .select()
    .from(codegenJobs)
    .where(and(isTheirs, inArray(codegenJobs.status, ['pending', 'running'])))
    .orderBy(asc(codegenJobs.id))
    .for('update');
}

/** Ends the jobs that have not ended, and tells their workers to stop. */
export async function cancelOpenJobs(tx: Transaction, isTheirs: SQL): Promise<void> {
  await cancelJobs(tx, await holdOpenJobs(tx, isTheirs));
}

/** The same of jobs that are held. */
export async function cancelJobs(tx: Transaction, held: readonly JobRow[]): Promise<void> {
  for (const job of held) {
    await endJob(tx, job, { status: 'canceled' });
    await tx.execute(sql`select pg_notify(${CHANNELS.jobCanceled}, ${job.id})`);
  }
}
