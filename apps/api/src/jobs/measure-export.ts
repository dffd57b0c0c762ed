import type { JobMetrics } from '../observability/job-metrics.ts';
import type { Logger } from '../observability/logger.ts';
import { tellRun } from '../observability/tell-run.ts';
import type { ExportsService } from '../services/exports/exports-service.ts';
import type { ExportRun } from '../services/exports/run-export.ts';

/** Runs an export and tells how long it waited and how it ended; nothing of one that had ended before. Throws for one to be tried again. */
export async function measureExport(
  { log, metrics }: { log: Logger; metrics: Pick<JobMetrics, 'observeRun' | 'observeWait'> },
  exportId: string,
  run: ExportsService['run'],
): Promise<void> {
  const startedAt = performance.now();
  let end: ExportRun | undefined;
  try {
    end = await run(exportId, (seconds) => metrics.observeWait('exports', seconds));
  } catch (error) {
    tellRun(metrics, 'exports', startedAt, { outcome: 'retried' });
    throw error;
  }
  if (!end) return;
  tellRun(metrics, 'exports', startedAt, end);
  if (end.outcome === 'failed') log.error({ err: end.cause, exportId }, 'an export failed');
}
