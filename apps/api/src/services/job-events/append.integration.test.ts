import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import fc from 'fast-check';

import { codegenJobs } from '../../db/schema/index.ts';
import { createCodegenWorld, type CodegenWorld } from '../codegen/testing/codegen-world.ts';
import { appendEvents, type NewJobEvent } from './append.ts';
import { readEvents } from './read.ts';

let world: CodegenWorld;
beforeAll(async () => {
  world = await createCodegenWorld();
});
afterAll(() => world.dispose());

const log = (effectKey: string, message = effectKey): NewJobEvent => ({
  type: 'log',
  data: { level: 'info', message },
  effectKey,
});

async function append(jobId: string, events: readonly NewJobEvent[], isKept = true) {
  const done = world.db.transaction(async (tx) => {
    await tx.select().from(codegenJobs).where(eq(codegenJobs.id, jobId)).for('update');
    await appendEvents(tx, jobId, events);
    if (!isKept) throw new Error('undone');
  });
  await (isKept ? done : done.catch(() => undefined));
}

const newJob = async () => world.createJob(await world.buildProject(), 'x');

describe('the numbers of events', () => {
  test('have no gap and no repeat, however many write, fail and say things twice', async () => {
    const keys = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 8 });
    const writes = fc.array(fc.record({ keys, isKept: fc.boolean() }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(writes, async (all) => {
        const jobId = await newJob();
        await Promise.all(
          all.map(({ keys, isKept }) =>
            append(
              jobId,
              keys.map((key) => log(`k${key}`)),
              isKept,
            ),
          ),
        );
        const told = new Set(all.flatMap(({ keys, isKept }) => (isKept ? keys : [])));
        const stored = await world.effectKeys(jobId);
        expect(stored.slice(1).sort()).toEqual([...told].map((key) => `k${key}`).sort());
        expect((await world.jobRow(jobId)).lastEventSeq).toBe(stored.length);
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  test('follow the order in which the events were given', async () => {
    const jobId = await newJob();
    const keys = ['z', 'a', 'm', 'a', 'b'];
    await append(
      jobId,
      keys.map((key) => log(key)),
    );
    expect((await world.effectKeys(jobId)).slice(1)).toEqual(['z', 'a', 'm', 'b']);
  });
});

test('an effect that is told again keeps its first words', async () => {
  const jobId = await newJob();
  await append(jobId, [log('same', 'first')]);
  await append(jobId, [log('same', 'second'), log('new', 'third')]);
  const events = await readEvents(world.db, jobId, 1, 10);
  expect(events.map(({ data }) => (data as { message: string }).message)).toEqual([
    'first',
    'third',
  ]);
});

test('data that breaks its contract is refused', async () => {
  const jobId = await newJob();
  const broken = { type: 'status', data: { status: 'dancing' }, effectKey: 'x' } as never;
  await expect(append(jobId, [broken])).rejects.toThrow('status');
});

test('characters that Postgres cannot hold do not stop a job', async () => {
  const jobId = await newJob();
  await append(jobId, [log('odd', 'a\u0000b\ud800c')]);
  const [event] = await readEvents(world.db, jobId, 1, 10);
  expect(event?.data).toEqual({ level: 'info', message: 'ab\ufffdc' });
});
