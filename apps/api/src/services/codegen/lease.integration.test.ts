import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { outbox, revisions } from '../../db/schema/index.ts';
import { claimJob, LeaseLostError, releaseLease, renewLease, withLease } from './lease.ts';
import { createCodegenWorld, type CodegenWorld } from './testing/codegen-world.ts';
import { toyVerifier } from './testing/toy-compiler.ts';

const settings = { leaseMs: 60_000, maxClaims: 3 };

let world: CodegenWorld;
let jobId: string;
beforeAll(async () => {
  world = await createCodegenWorld();
});
beforeEach(async () => {
  jobId = await world.createJob(await world.buildProject(), 'a shop');
});
afterAll(() => world.dispose());

const claim = (owner: string) => claimJob(world.db, jobId, owner, settings);
async function take(owner: string) {
  const claimed = await claim(owner);
  if (claimed.kind !== 'taken') throw new Error(`${owner} could not take the job`);
  return claimed.lease;
}

describe('a claim', () => {
  test('of many workers at once is won by one', async () => {
    const claims = await Promise.all(Array.from({ length: 10 }, (_, i) => claim(`worker ${i}`)));
    expect(claims.filter(({ kind }) => kind === 'taken')).toHaveLength(1);
    expect(claims.filter(({ kind }) => kind === 'held')).toHaveLength(9);
  });

  test('of a job that has ended, or that never was, finds it over', async () => {
    await world.work(jobId);
    expect(await claim('late')).toEqual({ kind: 'over' });
    expect(await claimJob(world.db, 'cgj_none', 'x', settings)).toEqual({ kind: 'over' });
  });

  test('of a job that was taken too often ends it as one that loses its workers', async () => {
    for (let i = 0; i < settings.maxClaims; i += 1) {
      await take(`worker ${i}`);
      await world.endLease(jobId);
    }
    expect(await claim('the last')).toEqual({ kind: 'over' });
    expect(await world.jobRow(jobId)).toMatchObject({
      status: 'failed',
      errorJson: { code: 'worker_lost' },
    });
    expect((await world.effectKeys(jobId)).at(-1)).toBe('end:done');
  });
});

describe('a worker whose job was taken over', () => {
  test('can neither write nor renew nor release', async () => {
    const old = await take('the old one');
    await world.endLease(jobId);
    const current = await take('the new one');
    const write = withLease(world.db, old, () => Promise.resolve());
    await expect(write).rejects.toThrow(LeaseLostError);
    expect(await renewLease(world.db, old, 1_000)).toBe(false);
    await releaseLease(world.db, old);
    expect(await renewLease(world.db, current, 1_000)).toBe(true);
  });

  test('that wakes up in the middle of the checks has no second effect', async () => {
    let wake = () => undefined as void;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const stalled = world.work(
      jobId,
      world.workerDeps(undefined, {
        verifier: {
          async verify(request) {
            await asleep;
            return toyVerifier.verify(request);
          },
        },
      }),
    );
    await untilStep('step:verify:0:started');
    await world.endLease(jobId);
    await world.work(jobId);
    const after = await world.effectKeys(jobId);
    wake();
    await stalled;
    expect(await world.effectKeys(jobId)).toEqual(after);
    expect((await world.jobRow(jobId)).status).toBe('succeeded');
    const stored = await world.db.select().from(revisions).where(eq(revisions.jobId, jobId));
    expect(stored).toHaveLength(1);
  });
});

test('a worker that freezes in a transaction does not keep the job from others', async () => {
  const frozen = await take('frozen');
  let thaw = () => undefined as void;
  const frozenWrite = withLease(world.db, frozen, () => new Promise<void>((go) => (thaw = go)));
  await world.endLease(jobId);
  expect(await claim('the next')).toMatchObject({ kind: 'taken' });
  thaw();
  await expect(frozenWrite).rejects.toThrow();
});

test('a worker that shuts down hands its job on: the next one takes it at once', async () => {
  const lease = await take('leaving');
  await releaseLease(world.db, lease);
  const messages = await world.db.select().from(outbox).where(eq(outbox.key, jobId));
  expect(messages).toHaveLength(2);
  await world.work(jobId);
  expect((await world.jobRow(jobId)).status).toBe('succeeded');
});

async function untilStep(effectKey: string): Promise<void> {
  while (!(await world.effectKeys(jobId)).includes(effectKey)) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
