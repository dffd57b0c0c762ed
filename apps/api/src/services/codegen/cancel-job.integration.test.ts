import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { cancelJob } from './cancel-job.ts';
import { createCodegenWorld, type CodegenWorld } from './testing/codegen-world.ts';
import { toyVerifier } from './testing/toy-compiler.ts';

let world: CodegenWorld;
let projectId: string;
let jobId: string;
beforeAll(async () => {
  world = await createCodegenWorld();
});
beforeEach(async () => {
  projectId = await world.buildProject();
  jobId = await world.createJob(projectId, 'a shop');
});
afterAll(() => world.dispose());

const cancel = () => cancelJob(world.db, world.actor, jobId);

test('a job that waits is canceled, and no worker ever runs it', async () => {
  await cancel();
  await world.work(jobId);
  expect(await world.effectKeys(jobId)).toEqual(['status:queued', 'end:status', 'end:done']);
});

test('the checks of a job that is canceled stop at once, and its head stays', async () => {
  const head = await world.headOf(projectId);
  let stoppedBy: Error | undefined;
  const running = world.work(
    jobId,
    world.workerDeps(undefined, {
      verifier: {
        verify: ({ signal }) =>
          new Promise((_resolve, reject) => {
            signal.addEventListener('abort', () => {
              stoppedBy = signal.reason as Error;
              reject(stoppedBy);
            });
            void cancel();
          }),
      },
    }),
  );
  await running;
  expect(stoppedBy).toMatchObject({ name: 'AbortError' });
  expect((await world.jobRow(jobId)).status).toBe('canceled');
  expect(await world.headOf(projectId)).toBe(head);
});

test('a worker that was not told of it notices by itself', async () => {
  const deaf = { subscribe: () => () => undefined, close: () => Promise.resolve() };
  await world.work(
    jobId,
    world.workerDeps(undefined, {
      listener: deaf,
      settings: { leaseMs: 60_000, renewMs: 10, maxClaims: 5, timeoutMs: 60_000 },
      verifier: {
        verify: async ({ signal }) => {
          const stopped = new Promise<never>((_resolve, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason as Error));
          });
          const [verdict] = await Promise.all([stopped, cancel()]);
          return verdict;
        },
      },
    }),
  );
  expect((await world.jobRow(jobId)).status).toBe('canceled');
});

describe('a cancellation that meets the end of the job', () => {
  test('is decided once: there is one end, and the head moved only if the job won', async () => {
    const ends = new Set<string>();
    for (let i = 0; i < 20; i += 1) {
      const project = await world.buildProject();
      const before = await world.headOf(project);
      const id = await world.createJob(project, 'a shop');
      const delayMs = i * 3;
      const canceling = new Promise((resolve) => setTimeout(resolve, delayMs)).then(() =>
        cancelJob(world.db, world.actor, id).catch((error: unknown) => error),
      );
      await Promise.all([world.work(id), canceling]);
      const { status } = await world.jobRow(id);
      const keys = await world.effectKeys(id);
      ends.add(status);
      expect(keys.filter((key) => key.startsWith('end:'))).toEqual(['end:status', 'end:done']);
      expect(keys.at(-1)).toBe('end:done');
      expect(keys.includes('head')).toBe(status === 'succeeded');
      expect((await world.headOf(project)) !== before).toBe(status === 'succeeded');
      if (status === 'succeeded')
        expect(await canceling).toMatchObject({ code: 'job_not_cancelable' });
    }
    expect([...ends].sort()).toContain('canceled');
  });

  test('asked for twice is done once and refused never', async () => {
    await Promise.all([cancel(), cancel(), cancel()]);
    expect((await world.effectKeys(jobId)).filter((key) => key === 'end:done')).toHaveLength(1);
  });
});

test('a job that has ended cannot be canceled', async () => {
  await world.work(jobId, world.workerDeps(undefined, { verifier: toyVerifier }));
  await expect(cancel()).rejects.toMatchObject({ code: 'job_not_cancelable' });
});
