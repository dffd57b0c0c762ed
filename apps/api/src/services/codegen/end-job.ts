import { eq, sql } from 'drizzle-orm';

import type { JobError } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import { storableJson } from '../../db/json.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import { recordSpend } from '../quotas/ledger.ts';
import { appendEvents, type NewJobEvent } from '../job-events/append.ts';
import { emitJobEvent } from './emit-job-event.ts';

export interface JobEnd {
  status: 'succeeded' | 'failed' | 'canceled';
  error?: JobError;
  /** What else is told, before the end is. */
  events?: readonly NewJobEvent[];
}

/**
 * Ends a job: its state, its last events, what webhooks are told, and its row in the ledger. Before any audit row.
 * The caller holds the job's row and has seen that the job is still open, so a job ends once.
 */
export async function endJob(
  tx: Transaction,
  job: { id: string; orgId: string; startedAt: Date | null },
  { status, error, events = [] }: JobEnd,
): Promise<void> {
  const [ended] = await tx
    .update(codegenJobs)
    .set({
      status,
      errorJson: error ? storableJson(error) : null,
      finishedAt: sql`clock_timestamp()`,
      leaseOwner: null,
      leaseUntil: null,
    })
    .where(eq(codegenJobs.id, job.id))
    .returning();
  if (ended) await emitJobEvent(tx, `codegen.${status}`, ended);
  if (job.startedAt) {
    await recordSpend(tx, { orgId: job.orgId, kind: 'codegen_run', refId: job.id, amount: 1 });
  }
  await appendEvents(tx, job.id, [
    ...events,
    { type: 'status', data: { status }, effectKey: 'end:status' },
    { type: 'done', data: { status, ...(error && { error }) }, effectKey: 'end:done' },
  ]);
}
