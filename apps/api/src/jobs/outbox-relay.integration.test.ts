import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isNull } from 'drizzle-orm';

import { outbox } from '../db/schema/index.ts';
import { createLogger } from '../observability/logger.ts';
import {
  createCodegenWorld,
  type CodegenWorld,
} from '../services/codegen/testing/codegen-world.ts';
import { addToOutbox } from './outbox.ts';
import { relayBatch, startOutboxRelay } from './outbox-relay.ts';
import type { JobQueue } from './queue/job-queue.ts';

const log = createLogger('silent');

let world: CodegenWorld;
beforeAll(async () => {
  world = await createCodegenWorld();
});
beforeEach(async () => {
  await world.db.delete(outbox);
});
afterAll(() => world.dispose());

/** Notes what it is given; fails as often as it is told to. */
function recordingQueue(failures = 0) {
  const taken: { id: string; jobId: string }[] = [];
  let left = failures;
  const queue: Pick<JobQueue, 'enqueue'> = {
    enqueue(_name, id, payload) {
      if (left-- > 0) return Promise.reject(new Error('the queue is away'));
      if (!taken.some((message) => message.id === id)) {
        taken.push({ id, jobId: (payload as { jobId: string }).jobId });
      }
      return Promise.resolve();
    },
  };
  return { queue: queue as JobQueue, taken };
}

const add = (jobId: string) =>
  world.db.transaction((tx) => addToOutbox(tx, 'codegen', jobId, { version: 1, jobId }));
const names = (count: number) => Array.from({ length: count }, (_, i) => `job ${i}`);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('two relays on one outbox', () => {
  test('hand over every message once between them', async () => {
    const { queue, taken } = recordingQueue();
    const handed: string[] = [];
    const counting = {
      ...queue,
      enqueue: (...args: Parameters<JobQueue['enqueue']>) => {
        handed.push(args[1]);
        return queue.enqueue(...args);
      },
    };
    const relays = [0, 1].map(() =>
      startOutboxRelay({ db: world.db, listener: world.listener, queue: counting, log }),
    );
    await Promise.all(names(300).map(add));
    await until(() => taken.length === 300);
    await Promise.all(relays.map((relay) => relay.close()));
    expect(new Set(taken.map(({ jobId }) => jobId)).size).toBe(300);
    expect(handed).toHaveLength(300);
    expect(await world.db.select().from(outbox).where(isNull(outbox.publishedAt))).toEqual([]);
  });
});

test('a message that was written while no relay ran is handed over when one starts', async () => {
  await add('early');
  const { queue, taken } = recordingQueue();
  const relay = startOutboxRelay({ db: world.db, listener: world.listener, queue, log });
  await until(() => taken.length === 1);
  await relay.close();
});

test('a message of a transaction that was undone is never handed over', async () => {
  const undone = world.db.transaction(async (tx) => {
    await addToOutbox(tx, 'codegen', 'x', { version: 1, jobId: 'x' });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  const { queue, taken } = recordingQueue();
  expect(await relayBatch({ db: world.db, queue, log })).toBe(0);
  expect(taken).toEqual([]);
});

test('while the queue is away messages wait, and a message given twice is one message there', async () => {
  await add('a');
  await add('b');
  const { queue, taken } = recordingQueue(1);
  await expect(relayBatch({ db: world.db, queue, log })).rejects.toThrow('away');
  expect(await relayBatch({ db: world.db, queue, log })).toBe(2);
  expect(taken.map(({ jobId }) => jobId).sort()).toEqual(['a', 'b']);
});

test('a message that cannot be read does not hold up those behind it', async () => {
  await world.db.insert(outbox).values([
    { topic: 'from-the-future', key: 'x', payload: {} },
    { topic: 'codegen', key: 'y', payload: { version: 99 } },
  ]);
  await add('behind');
  const { queue, taken } = recordingQueue();
  await relayBatch({ db: world.db, queue, log });
  expect(taken.map(({ jobId }) => jobId)).toEqual(['behind']);
});
