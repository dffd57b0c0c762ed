import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';

import type { JobEvent } from '@promptly/common';

import { codegenJobs } from '../../db/schema/index.ts';
import { createCodegenWorld, type CodegenWorld } from '../codegen/testing/codegen-world.ts';
import { readEvents } from './read.ts';
import { tailEvents } from './tail.ts';

let world: CodegenWorld;
beforeAll(async () => {
  world = await createCodegenWorld();
});
afterAll(() => world.dispose());

const newJob = async () => world.createJob(await world.buildProject(), 'x');

/** Follows a job as a client does whose connection is cut after so many events, again and again. */
async function followWithCuts(jobId: string, cuts: readonly number[]): Promise<JobEvent[]> {
  const seen: JobEvent[] = [];
  const remaining = [...cuts];
  while (seen.at(-1)?.type !== 'done') {
    const cutAfter = remaining.shift() ?? Infinity;
    const connection = new AbortController();
    let taken = 0;
    const tail = tailEvents(world, {
      jobId,
      after: seen.at(-1)?.seq ?? 0,
      signal: connection.signal,
    });
    reading: for await (const events of tail) {
      for (const event of events) {
        if (taken === cutAfter) break reading;
        seen.push(event);
        taken += 1;
      }
    }
    connection.abort();
  }
  return seen;
}

test('a reader whose connection is cut at random places gets every event once, in order', async () => {
  const cuts = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(cuts, { minLength: 1, maxLength: 4 }), async (readers) => {
      const jobId = await newJob();
      const reading = Promise.all(readers.map((reader) => followWithCuts(jobId, reader)));
      await world.work(jobId);
      const whole = await readEvents(world.db, jobId, 0, 1_000);
      for (const seen of await reading) expect(seen).toEqual(whole);
    }),
    { numRuns: 20, seed: 11 },
  );
});

test('a reader misses nothing while the connection that listens is cut', async () => {
  const jobId = await newJob();
  const reading = followWithCuts(jobId, []);
  const cutting = (async () => {
    for (let i = 0; i < 5; i += 1) {
      await world.db.execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity
            where application_name = 'promptly-listen' and datname = current_database()`,
      );
      await sleep(20);
    }
  })();
  await world.work(jobId);
  await cutting;
  expect(await reading).toEqual(await readEvents(world.db, jobId, 0, 1_000));
});

test('a reader that was there before the first event is told of it at once, not at the next poll', async () => {
  const jobId = await newJob();
  const signal = new AbortController().signal;
  const tail = tailEvents(world, { jobId, after: 1, signal, pollMs: 3_600_000 });
  const first = tail.next();
  await world.work(jobId);
  // Whatever was written meanwhile comes along.
  expect((await first).value?.[0]).toMatchObject({ seq: 2, type: 'status' });
  await tail.return();
});

test('a reader of a job that is deleted does not wait for ever', async () => {
  const jobId = await newJob();
  const signal = new AbortController().signal;
  const tail = tailEvents(world, { jobId, after: 1, signal, pollMs: 20 });
  const next = tail.next();
  await world.db.delete(codegenJobs).where(eq(codegenJobs.id, jobId));
  expect((await next).done).toBe(true);
});

test('a reader that claims to have events which never come does not wait for ever', async () => {
  const jobId = await newJob();
  const signal = new AbortController().signal;
  const tail = tailEvents(world, { jobId, after: 1_000_000, signal, pollMs: 20 });
  const next = tail.next();
  await world.work(jobId);
  expect((await next).done).toBe(true);
});

test('a reader that gives up ends the tail', async () => {
  const jobId = await newJob();
  const connection = new AbortController();
  const tail = tailEvents(world, { jobId, after: 1, signal: connection.signal });
  const next = tail.next();
  connection.abort();
  expect((await next).done).toBe(true);
});
