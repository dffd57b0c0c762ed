import { asc, inArray, isNull, sql } from 'drizzle-orm';

import { QUEUES, type QueueName } from '@promptly/common';

import type { Database } from '../db/client.ts';
import { CHANNELS, type Listener } from '../db/listener.ts';
import { outbox } from '../db/schema/index.ts';
import { correlationToSend } from '../observability/correlation.ts';
import type { Logger } from '../observability/logger.ts';
import type { Tracer } from '../observability/tracing.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { receiveMessage } from './receive-message.ts';
import { startTableLoop, type TableLoop } from './table-loop.ts';

interface RelayDeps {
  db: Database;
  listener: Listener;
  queue: JobQueue;
  log: Logger;
  tracer?: Tracer | null;
}

const BATCH = 100;

/**
 * Hands messages of the outbox to the queue, each at least once. Any number of relays may run:
 * a message that one of them has in hand is skipped by the others.
 */
export function startOutboxRelay(deps: RelayDeps): TableLoop {
  return startTableLoop({
    listener: deps.listener,
    channel: CHANNELS.outbox,
    work: async () => (await relayBatch(deps)) === BATCH,
    onError: (error) =>
      deps.log.warn({ err: error }, 'the outbox could not be relayed; trying again'),
  });
}

/** Relays up to a batch in one transaction and returns how many there were. */
export async function relayBatch(deps: Omit<RelayDeps, 'listener'>): Promise<number> {
  const { db, queue, log, tracer = null } = deps;
  return db.transaction(async (tx) => {
    const messages = await tx
      .select()
      .from(outbox)
      .where(isNull(outbox.publishedAt))
      .orderBy(asc(outbox.id))
      .limit(BATCH)
      .for('update', { skipLocked: true });
    if (messages.length === 0) return 0;
    await Promise.all(messages.map((message) => enqueue(message)));
    const ids = messages.map(({ id }) => id);
    await tx
      .update(outbox)
      .set({ publishedAt: sql`now()` })
      .where(inArray(outbox.id, ids));
    return messages.length;
  });

  async function enqueue({ id, topic, key, payload }: typeof outbox.$inferSelect): Promise<void> {
    const name = queueNamed(topic);
    const parsed = name && QUEUES[name].payload.safeParse(payload);
    if (!name || !parsed?.success) {
      // Written by another release. It must not hold up the messages behind it.
      log.error({ topic, key }, 'an outbox message that this release cannot read was dropped');
      return;
    }
    const message = { queue: name, operation: 'send', key, ...parsed.data } as const;
    await receiveMessage(tracer, message, () => {
      const sent = { ...parsed.data, correlation: correlationToSend() };
      // The id makes a message that is relayed twice, because the commit failed, one message in the queue.
      return queue.enqueue(name, `${key}-${id}`, sent);
    });
  }
}

function queueNamed(topic: string): QueueName | undefined {
  return (Object.keys(QUEUES) as QueueName[]).find((name) => QUEUES[name].name === topic);
}
