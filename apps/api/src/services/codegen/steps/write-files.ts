import { z } from 'zod';

import { AppError } from '@promptly/common';

import type { Transaction } from '../../../db/client.ts';
import { recordAudit } from '../../audit.ts';
import { lockProject } from '../../projects/lock-project.ts';
import { endJob } from '../end-job.ts';
import { noteFinish, type StepKey } from '../journal.ts';
import { limitFrozenProcess, withLease } from '../lease.ts';
import { runStep, stepEvent, type Run } from '../run.ts';
import type { Candidate } from './post-process.ts';

const outputSchema = z.object({ moved: z.boolean() });

/**
 * Moves the head to the candidate and ends the job, in one transaction. When the head is not where the
 * candidate was merged onto any more, nothing changes but the journal, and the answer is `moved: false`.
 */
export async function writeFiles(
  run: Run,
  round: number,
  candidate: Candidate,
): Promise<{ moved: boolean }> {
  const step = { name: 'write_files', round } as const;
  return runStep(run, step, outputSchema, async () => {
    try {
      await succeed(run, step, candidate);
      return { output: { moved: true }, isStored: true };
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'head_moved')) throw error;
      return { output: { moved: false }, passed: false };
    }
  });
}

async function succeed(run: Run, step: StepKey, candidate: Candidate): Promise<void> {
  await run.deps.db.transaction(async (tx) => {
    await limitFrozenProcess(tx);
    // The project before its job, as who deletes it does.
    await lockProject(tx, run.job.projectId, 'update');
    await succeedNow(run, tx, step, candidate);
  });
}

async function succeedNow(
  { deps, lease }: Run,
  locked: Transaction,
  step: StepKey,
  { revisionId, headRevisionId }: Candidate,
): Promise<void> {
  await withLease(locked, lease, async (tx, job) => {
    await noteFinish(tx, job.id, step, { moved: true });
    await endJob(tx, job, {
      status: 'succeeded',
      events: [
        { type: 'head', data: { revisionId }, effectKey: 'head' },
        stepEvent(step, 'finished'),
      ],
    });
    // Last, since the rows that it leaves in the audit log hold the log up; what is above goes with it where it fails.
    await deps.revisions.moveHead(tx, {
      projectId: job.projectId,
      expectedHead: headRevisionId,
      revisionId,
      authorUserId: job.createdBy,
    });
    await recordAudit(tx, {
      orgId: job.orgId,
      userId: job.createdBy,
      action: 'codegen.succeeded',
      entityType: 'codegen_job',
      entityId: job.id,
      metadata: { projectId: job.projectId, revisionId },
    });
  });
}
