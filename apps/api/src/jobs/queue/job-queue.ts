import type { QueueName, QueuePayload } from '@promptly/common';

/** A queue as a wake-up: what a message is about, and whether it is done, stands in the database. */
export interface JobQueue {
  /** Adds a message; one with the same id that is still known is not added again. */
  enqueue<Q extends QueueName>(queue: Q, id: string, payload: QueuePayload<Q>): Promise<void>;
  /** Begins to take messages. A handler that throws gets its message again, a little later. */
  work<Q extends QueueName>(
    queue: Q,
    handler: (payload: QueuePayload<Q>) => Promise<void>,
    options: { concurrency: number },
  ): QueueWorker;
  /** How many messages of a queue wait, and how many are being handled. */
  counts(queue: QueueName): Promise<{ waiting: number; active: number }>;
  close(): Promise<void>;
}

export interface QueueWorker {
  /** Resolves when it takes messages. */
  ready(): Promise<void>;
  /** Takes no more messages and resolves when the handlers that run are done. */
  close(): Promise<void>;
}
