import { sql } from 'drizzle-orm';

import { QUEUES, type QueueName, type QueuePayload } from '@promptly/common';

import type { Transaction } from '../db/client.ts';
import { CHANNELS } from '../db/listener.ts';
import { outbox } from '../db/schema/index.ts';

/**
 * Writes a message for a queue into the caller's transaction; the relay hands it on after the commit.
 * `key` is the id of what the message is about. A message may be delivered twice.
 */
export async function addToOutbox<Q extends QueueName>(
  tx: Transaction,
  queue: Q,
  key: string,
  payload: QueuePayload<Q>,
): Promise<void> {
  await tx.insert(outbox).values({ topic: QUEUES[queue].name, key, payload });
  await tx.execute(sql`select pg_notify(${CHANNELS.outbox}, '')`);
}
