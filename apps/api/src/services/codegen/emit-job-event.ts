import type { WebhookEvent } from '@promptly/common';

import type { Transaction } from '../../db/client.ts';
import type { codegenJobs } from '../../db/schema/index.ts';
import { emitEvent } from '../webhooks/emit.ts';

/** Tells webhooks what became of a job, whose row the caller holds or has just made. */
export async function emitJobEvent(
  tx: Transaction,
  event: Extract<WebhookEvent, `codegen.${string}`>,
  job: typeof codegenJobs.$inferSelect,
): Promise<void> {
  const { id: jobId, orgId, projectId, candidateRevisionId, costCents, errorJson } = job;
  await emitEvent(tx, {
    ...{ orgId, event, subject: jobId },
    data: () => ({
      ...{ jobId, projectId, revisionId: candidateRevisionId, costCents },
      ...(errorJson && { error: { code: errorJson.code, message: errorJson.message } }),
    }),
  });
}
