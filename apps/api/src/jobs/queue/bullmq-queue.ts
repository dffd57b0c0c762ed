import type { JobsOptions, WorkerOptions } from 'bullmq';

import { QUEUES, type QueueName, type QueuePayload } from '@promptly/common';

import { createPostgresEngine, createRedisEngine, type EngineQueue } from './bullmq-engine.ts';
import type { JobQueue, QueueWorker } from './job-queue.ts';

const KEEP_DONE_SECONDS = 600;
const KEEP_FAILED_SECONDS = 86_400;

const JOB_OPTIONS: JobsOptions = {
  attempts: 10,
  backoff: { type: 'exponential', delay: 500 },
  // By age and not by count: keeping a count deadlocks workers on the Postgres backend.
  removeOnComplete: { age: KEEP_DONE_SECONDS },
  removeOnFail: { age: KEEP_FAILED_SECONDS },
};

/** The messages of a killed worker go to another one once their lock ends and a check finds them. */
const WORKER_OPTIONS = {
  lockDuration: 7_000,
  stalledInterval: 2_000,
  // A stall is not an attempt. How often a job may kill its worker is counted in the database.
  maxStalledCount: 50,
  runRetryDelay: 1_000,
} as const satisfies Partial<WorkerOptions>;

export interface BullMqOptions {
  /** Null: the queue lives in Postgres. */
  redisUrl: string | null;
  /** Must lead to Postgres itself, past any pooler. */
  postgresUrl: string;
  onError: (error: Error) => void;
}

/** The queue on BullMQ: in Postgres, or in Redis where there is one. */
export async function createBullMqQueue(options: BullMqOptions): Promise<JobQueue> {
  const { redisUrl, postgresUrl, onError } = options;
  const engine = redisUrl
    ? await createRedisEngine(redisUrl, onError)
    : await createPostgresEngine(postgresUrl, onError);
  const queues = new Map<QueueName, EngineQueue>();
  const queueOf = (name: QueueName) => {
    const known = queues.get(name);
    if (known) return known;
    const queue = engine.queue(QUEUES[name].name);
    queues.set(name, queue);
    return queue;
  };

  return {
    async enqueue(name, id, payload) {
      await queueOf(name).add(name, payload, { ...JOB_OPTIONS, jobId: id });
    },

    work<Q extends QueueName>(
      name: Q,
      handler: (payload: QueuePayload<Q>) => Promise<void>,
      { concurrency }: { concurrency: number },
    ): QueueWorker {
      const worker = engine.worker(
        QUEUES[name].name,
        (data) => handler(QUEUES[name].payload.parse(data) as QueuePayload<Q>),
        { ...WORKER_OPTIONS, concurrency },
      );
      return {
        ready: async () => void (await worker.waitUntilReady()),
        close: () => worker.close(),
      };
    },

    async counts(name) {
      const counts = await queueOf(name).getJobCounts('waiting', 'delayed', 'active');
      return {
        waiting: (counts.waiting ?? 0) + (counts.delayed ?? 0),
        active: counts.active ?? 0,
      };
    },

    async close() {
      await Promise.all([...queues.values()].map((queue) => queue.close()));
      await engine.close();
    },
  };
}
