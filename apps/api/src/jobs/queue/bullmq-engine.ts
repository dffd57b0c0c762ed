import {
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type JobsOptions,
  type JobType,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

import { StartupError } from '../../startup-error.ts';

const POSTGRES_SCHEMA = 'bullmq';
/** Each worker keeps one for its LISTEN; the rest serve short statements. */
const POSTGRES_POOL_MAX = 8;

export type Processor = (data: unknown) => Promise<void>;
type Settings<Options> = Omit<Options, 'connection'>;

/** Where BullMQ's queues live. Both engines behave alike; this is the only place that knows which one it is. */
export interface BullMqEngine {
  queue(name: string): EngineQueue;
  worker(name: string, processor: Processor, settings: Settings<WorkerOptions>): EngineWorker;
  close(): Promise<void>;
}

export interface EngineQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  getJobCounts(...states: JobType[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}

export interface EngineWorker {
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

type ErrorHandler = (error: Error) => void;

/** Queues in a schema of their own in Postgres, which is brought up to date first. */
export async function createPostgresEngine(
  connectionString: string,
  onError: ErrorHandler,
): Promise<BullMqEngine> {
  const pool = new pg.Pool({
    connectionString,
    max: POSTGRES_POOL_MAX,
    keepAlive: true,
    application_name: 'promptly-queue',
    // The backend's statements name its tables without a schema.
    options: `-c search_path=public,${POSTGRES_SCHEMA}`,
  });
  pool.on('error', onError);
  // Each queue and each worker listens for errors.
  pool.setMaxListeners(0);
  const client = await pool.connect();
  try {
    await runMigrations(client, POSTGRES_SCHEMA);
  } finally {
    client.release();
  }
  const bound = withBackend(createPostgresBackend);
  return {
    queue: (name) => new bound.Queue(name, { connection: pool }).on('error', onError),
    worker: (name, processor, settings) =>
      new bound.Worker(name, (job) => processor(job.data), { ...settings, connection: pool })
        .on('error', onError)
        .on('failed', (_job, error) => onError(error)),
    close: () => pool.end(),
  };
}

/** Queues in Redis. Throws a `StartupError` when it does not answer. */
export async function createRedisEngine(url: string, onError: ErrorHandler): Promise<BullMqEngine> {
  // A producer fails soon, for the outbox tries again; a worker waits for Redis as long as it takes.
  const producer = new Redis(url, { maxRetriesPerRequest: 1 });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  for (const connection of [producer, consumer]) connection.on('error', onError);
  const close = () => {
    producer.disconnect();
    consumer.disconnect();
    return Promise.resolve();
  };
  try {
    await producer.ping();
  } catch {
    await close();
    throw new StartupError(
      `Redis at ${new URL(url).host} does not answer: start it, correct REDIS_URL, or unset it to keep the queue in Postgres.`,
    );
  }
  return {
    queue: (name) => new Queue(name, { connection: producer }).on('error', onError),
    worker: (name, processor, settings) =>
      new Worker(name, (job) => processor(job.data), { ...settings, connection: consumer })
        .on('error', onError)
        .on('failed', (_job, error) => onError(error)),
    close,
  };
}
