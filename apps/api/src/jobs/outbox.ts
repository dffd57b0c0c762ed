import { sql } from 'drizzle-orm';

import { QUEUES, type QueueName, type QueuePayload } from '@promptly/common';

import type { Transaction } from '../db/client.ts';
import { CHANNELS } from '../db/listener.ts';
import { outbox } from '../db/schema/index.ts';
import { correlationToSend } from '../observability/correlation.ts';
import { inSpan } from '../observability/in-span.ts';
import { messageSpan } from './message-span.ts';

/**
 * Writes a message for a queue into the caller's transaction; the relay hands it on after the commit.
 * `key` is the id of what the message is about. A message may be delivered twice. It carries along what it follows
 * from: the work that is under way, unless the payload says so itself.
 */
export async function addToOutbox<Q extends QueueName>(
  tx: Transaction,
  queue: Q,
  key: string,
  payload: QueuePayload<Q>,
): Promise<void> {
  const topic = QUEUES[queue].name;
  await inSpan(`create ${topic}`, messageSpan('producer', 'create', topic, key), async () => {
    const message = { ...payload, correlation: payload.correlation ?? correlationToSend() };
    await tx.insert(outbox).values({ topic, key, payload: message });
    await tx.execute(sql`select pg_notify(${CHANNELS.outbox}, '')`);
  });
}
