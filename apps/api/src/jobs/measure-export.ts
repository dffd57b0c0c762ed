import { currentCorrelation } from '../observability/correlation.ts';
import type { JobMetrics } from '../observability/job-metrics.ts';
import type { Logger } from '../observability/logger.ts';
import type { ExportsService } from '../services/exports/exports-service.ts';
import type { ExportRun } from '../services/exports/run-export.ts';

/** Runs an export and tells how long it waited and how it ended; nothing of one that had ended before. Throws for one to be tried again. */
export async function measureExport(
  { log, metrics }: { log: Logger; metrics: Pick<JobMetrics, 'observeRun' | 'observeWait'> },
  exportId: string,
  run: ExportsService['run'],
): Promise<void> {
  const startedAt = performance.now();
  const tell = ({ outcome, code }: ExportRun) => {
    const seconds = (performance.now() - startedAt) / 1000;
    metrics.observeRun({ queue: 'exports', outcome, code, seconds });
    currentCorrelation()?.span?.set({
      ...{ 'promptly.job.outcome': outcome, 'promptly.job.error_code': code },
    });
  };
  let end: ExportRun | undefined;
  try {
    end = await run(exportId, (seconds) => metrics.observeWait('exports', seconds));
  } catch (error) {
    tell({ outcome: 'retried' });
    throw error;
  }
  if (!end) return;
  tell(end);
  if (end.outcome === 'failed') log.error({ err: end.cause, exportId }, 'an export failed');
}
