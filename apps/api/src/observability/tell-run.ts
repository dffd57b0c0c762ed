import type { QueueName } from '@promptly/common';

import { currentCorrelation } from './correlation.ts';
import type { JobMetrics, JobOutcome } from './job-metrics.ts';

/** What a run came to; `code` is that of the error with which the job failed. */
export interface RunEnd {
  outcome: JobOutcome;
  code?: string;
}

/** Tells metrics and the trace how a run ended that began at `startedAt`, a time of `performance.now()`. */
export function tellRun(
  metrics: Pick<JobMetrics, 'observeRun'>,
  queue: QueueName,
  startedAt: number,
  { outcome, code }: RunEnd,
): void {
  const seconds = (performance.now() - startedAt) / 1000;
  metrics.observeRun({ queue, outcome, code, seconds });
  currentCorrelation()?.span?.set({
    ...{ 'promptly.job.outcome': outcome, 'promptly.job.error_code': code },
  });
}
