import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';

import type { Database } from '../db/client.ts';
import type { Listener } from '../db/listener.ts';
import type { ObjectStorage } from '../integrations/storage/object-storage.ts';
import { storeEndedLogs } from '../services/codegen/logs.ts';
import { runCodegenJob, type RunJobDeps } from '../services/codegen/run-job.ts';
import type { ExportsService } from '../services/exports/exports-service.ts';
import type { Logger } from '../observability/logger.ts';
import type { Tracer } from '../observability/tracing.ts';
import { measureExport } from './measure-export.ts';
import { startOutboxRelay } from './outbox-relay.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { receiveMessage } from './receive-message.ts';
import { startReaper } from './reaper.ts';

export interface WorkerDeps {
  db: Database;
  log: Logger;
  tracer?: Tracer | null;
  listener: Listener;
  storage: ObjectStorage;
  /** Closed by its maker, after the workers. */
  queue: JobQueue;
  codegen: RunJobDeps;
  /** Builds an export's archive; safe to run twice. */
  runExport: ExportsService['run'];
  concurrency: { codegen: number; exports: number };
  /** How long running jobs may go on once the program shuts down. */
  shutdownGraceMs?: number;
}

export interface Workers {
  /** Resolves when messages are taken. */
  ready(): Promise<void>;
  /** Takes no more messages, lets running jobs end for a while, then hands them on to other workers. */
  close(): Promise<void>;
}

const SHUTDOWN_GRACE_MS = 8_000;
const LOGS_PER_SWEEP = 50;

/** Starts everything that works in the background: processors, outbox relay and reaper. */
export function startWorkers(deps: WorkerDeps): Workers {
  const { db, log, listener, queue, storage, concurrency } = deps;
  const { shutdownGraceMs = SHUTDOWN_GRACE_MS, tracer = null } = deps;
  const owner = `${hostname()}:${process.pid}:${randomUUID()}`;
  const shutdown = new AbortController();
  const processors = [
    queue.work(
      'codegen',
      ({ jobId: key, correlation }) =>
        receiveMessage(tracer, { queue: 'codegen', operation: 'process', key, correlation }, () =>
          runCodegenJob(deps.codegen, key, { owner, shutdown: shutdown.signal }),
        ),
      { concurrency: concurrency.codegen },
    ),
    queue.work(
      'exports',
      ({ exportId: key, correlation }) =>
        receiveMessage(tracer, { queue: 'exports', operation: 'process', key, correlation }, () =>
          measureExport({ log, metrics: deps.codegen.metrics }, key, deps.runExport),
        ),
      { concurrency: concurrency.exports },
    ),
  ];
  const relay = startOutboxRelay({ db, listener, queue, log, tracer });
  const reaper = startReaper({
    db,
    log,
    housekeeping: async () => {
      await storeEndedLogs({ db, storage }, LOGS_PER_SWEEP);
    },
  });

  return {
    async ready() {
      await Promise.all(processors.map((processor) => processor.ready()));
    },
    async close() {
      const handOver = setTimeout(() => shutdown.abort(), shutdownGraceMs);
      await reaper.close();
      await Promise.all(processors.map((processor) => processor.close()));
      clearTimeout(handOver);
      await relay.close();
    },
  };
}
