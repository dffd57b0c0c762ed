import type { CodegenJob, JobStatus } from '@promptly/common';

import type { StoredJobStatus } from '../../db/schema/index.ts';
import type { JobView } from '../../services/codegen/job-views.ts';

const WIRE_STATUS = {
  pending: 'queued',
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'canceled',
} as const satisfies Record<StoredJobStatus, JobStatus>;

/** `apiOrigin` is where the caller reaches the API: the log's address is built on it. */
export function presentJob(
  { job, steps, parentRevisionId, verdict, requirements }: JobView,
  apiOrigin: string,
): CodegenJob {
  return {
    id: job.id,
    projectId: job.projectId,
    kind: job.kind,
    provider: job.provider,
    status: WIRE_STATUS[job.status],
    promptText: job.promptText,
    steps: steps.map(({ name, startedAt, finishedAt }) => ({
      name,
      startedAt: startedAt.toISOString(),
      ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
    })),
    logsUrl: new URL(`/api/v1/codegen/jobs/${job.id}/logs`, apiOrigin).href,
    costCents: job.costCents,
    result: job.candidateRevisionId
      ? { revisionId: job.candidateRevisionId, parentRevisionId, verdict, requirements }
      : null,
    ...(job.errorJson && { error: job.errorJson }),
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt?.toISOString() ?? null,
  };
}
