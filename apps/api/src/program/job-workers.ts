import { join } from 'node:path';

import type { Container } from '../container.ts';
import { createBullMqQueue } from '../jobs/queue/bullmq-queue.ts';
import type { JobQueue } from '../jobs/queue/job-queue.ts';
import { startWorkers, type Workers } from '../jobs/worker.ts';
import { createLazyVerifier } from '../services/codegen/lazy-verifier.ts';
import { DEFAULT_RUN_SETTINGS } from '../services/codegen/run-job.ts';
import type { Part } from './part.ts';

const EXPORTS_CONCURRENCY = 2;

/** Takes jobs from the queue and does them: generation, verification, exports. */
export function jobWorkers(container: Container): Part {
  const { config, databaseUrls, db, listener, log, storage, tracer } = container;
  const { compiler, previewEngine, providers } = container;
  const { exports, health, metrics, previews, revisions } = container.services;
  const verifier = createLazyVerifier({
    engine: previewEngine,
    cacheDir: join(config.dataDir, 'verifier'),
    chromiumPath: config.chromiumPath,
  });
  let queue: JobQueue | undefined;
  let workers: Workers | undefined;
  const warmUp = async () => verifier.warmUp(await compiler.warmUp());
  return {
    name: 'jobs',
    async start() {
      queue = await createBullMqQueue({
        redisUrl: config.redisUrl,
        postgresUrl: databaseUrls.directUrl,
        onError: (error) => log.warn({ err: error }, 'the queue had a fault'),
      });
      workers = startWorkers({
        ...{ db, log, tracer, listener, storage, queue },
        codegen: {
          ...{ db, log, listener, revisions, previews, verifier, compiler },
          metrics: metrics.jobs,
          chooseProvider: (model) => providers.choose(model),
          settings: DEFAULT_RUN_SETTINGS,
        },
        runExport: (exportId, onTaken) => exports.run(exportId, onTaken),
        concurrency: { codegen: config.jobs.codegenConcurrency, exports: EXPORTS_CONCURRENCY },
      });
      await workers.ready();
      health.register('queue', async () => {
        await queue?.counts('codegen');
        return { status: 'ok' };
      });
      warmUp().catch((error: unknown) => {
        log.warn({ err: error }, 'the first job will wait for what could not be started ahead');
      });
    },
    async stop() {
      await workers?.close();
      await queue?.close();
      await verifier.close();
    },
  };
}
