import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';

import { codegenJobs, outbox } from '../db/schema/index.ts';
import { claimJob } from '../services/codegen/lease.ts';
import {
  createCodegenWorld,
  type CodegenWorld,
} from '../services/codegen/testing/codegen-world.ts';
import { sweep } from './reaper.ts';

let world: CodegenWorld;
let jobId: string;
beforeAll(async () => {
  world = await createCodegenWorld();
});
beforeEach(async () => {
  await world.db.delete(codegenJobs);
  await world.db.delete(outbox);
  jobId = await world.createJob(await world.buildProject(), 'a shop');
  await publishAll();
});
afterAll(() => world.dispose());

/** The relay handed all messages over; `secondsAgo` moves that and the job's times into the past. */
async function publishAll(secondsAgo = 0) {
  const ago = sql`now() - make_interval(secs => ${secondsAgo})`;
  await world.db.update(outbox).set({ publishedAt: ago });
  await world.db.update(codegenJobs).set({ createdAt: ago });
}

async function startThenDie(secondsAgo: number) {
  await claimJob(world.db, jobId, 'doomed', { leaseMs: 1_000, maxClaims: 5 });
  const ago = sql`now() - make_interval(secs => ${secondsAgo})`;
  await world.db.update(codegenJobs).set({ leaseUntil: ago }).where(eq(codegenJobs.id, jobId));
}

const messages = () => world.db.$count(outbox, eq(outbox.key, jobId));

describe('a running job', () => {
  test('whose worker is gone is put back into the queue, once', async () => {
    await startThenDie(30);
    await publishAll(120);
    expect(await sweep(world.db)).toBe(1);
    expect(await sweep(world.db)).toBe(0);
    expect(await messages()).toBe(2);
  });

  test('is put back again when that message was lost too', async () => {
    await startThenDie(300);
    await publishAll(600);
    await sweep(world.db);
    await publishAll(200);
    expect(await sweep(world.db)).toBe(1);
  });

  test('with a live lease is left alone, and so is one that the queue may still find', async () => {
    await claimJob(world.db, jobId, 'alive', { leaseMs: 60_000, maxClaims: 5 });
    expect(await sweep(world.db)).toBe(0);
    await startThenDie(2);
    expect(await sweep(world.db)).toBe(0);
  });
});

describe('an accepted job', () => {
  test('that a queue without memory forgot is put back', async () => {
    await publishAll(120);
    expect(await sweep(world.db)).toBe(1);
    expect(await sweep(world.db)).toBe(0);
  });

  test('whose message still waits for the relay is left alone', async () => {
    await publishAll(120);
    await world.db.update(outbox).set({ publishedAt: null });
    expect(await sweep(world.db)).toBe(0);
  });

  test('that was accepted just now is left alone', async () => {
    expect(await sweep(world.db)).toBe(0);
  });
});

test('a job that has ended is never put back', async () => {
  await world.work(jobId);
  await publishAll(600);
  expect(await sweep(world.db)).toBe(0);
});

test('of many reapers that sweep at once one does', async () => {
  await publishAll(120);
  const counts = await Promise.all(Array.from({ length: 5 }, () => sweep(world.db)));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  expect(await messages()).toBe(2);
});

test('messages that were handed over long ago are dropped, others stay', async () => {
  await world.work(jobId);
  await publishAll(3 * 86_400);
  await world.createJob(await world.buildProject(), 'another');
  await sweep(world.db);
  expect(await messages()).toBe(0);
  expect(await world.db.$count(outbox)).toBe(1);
});
