import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import { usageLedger } from '../db/schema/index.ts';
import { createLogger } from '../observability/logger.ts';
import { DEFAULT_RUN_SETTINGS, type RunJobDeps } from '../services/codegen/run-job.ts';
import {
  createCodegenWorld,
  type CodegenWorld,
} from '../services/codegen/testing/codegen-world.ts';
import { tailEvents } from '../services/job-events/tail.ts';
import { addToOutbox } from './outbox.ts';
import { createBullMqQueue } from './queue/bullmq-queue.ts';
import type { JobQueue } from './queue/job-queue.ts';
import { startWorkers, type WorkerDeps, type Workers } from './worker.ts';

let world: CodegenWorld;
let queue: JobQueue;
let projectId: string;
const running: Workers[] = [];

beforeAll(async () => {
  world = await createCodegenWorld();
  queue = await createBullMqQueue({
    redisUrl: null,
    postgresUrl: world.url,
    onError: () => undefined,
  });
});
beforeEach(async () => {
  projectId = await world.buildProject();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((workers) => workers.close()));
});
afterAll(async () => {
  await queue.close();
  await world.dispose();
});

async function start(
  changes: Partial<RunJobDeps> = {},
  runExport: WorkerDeps['runExport'] = () => Promise.resolve(undefined),
): Promise<Workers> {
  const workers = startWorkers({
    ...{ db: world.db, listener: world.listener, storage: world.storage, queue, runExport },
    log: createLogger('silent'),
    codegen: world.workerDeps(undefined, { settings: DEFAULT_RUN_SETTINGS, ...changes }),
    concurrency: { codegen: 2, exports: 1 },
    shutdownGraceMs: 100,
  });
  running.push(workers);
  await workers.ready();
  return workers;
}

async function ended(jobId: string): Promise<void> {
  const signal = new AbortController().signal;
  const tail = tailEvents(world, { jobId, after: 0, signal });
  while (!(await tail.next()).done);
}

/** A verifier that says when it began, and then waits until it is stopped. */
function endlessVerifier() {
  let begin = () => undefined as void;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const verify: RunJobDeps['verifier']['verify'] = ({ signal }) => {
    begin();
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };
  return { begun, verifier: { verify } };
}

test('jobs that are accepted are done, each once, by whichever worker has room', async () => {
  await Promise.all([start(), start()]);
  const ids = await Promise.all(
    Array.from({ length: 12 }, async (_, i) =>
      world.createJob(await world.buildProject(), `app ${i}`),
    ),
  );
  await Promise.all(ids.map(ended));
  for (const id of ids) {
    expect((await world.jobRow(id)).status).toBe('succeeded');
    const spent = await world.db.select().from(usageLedger).where(eq(usageLedger.refId, id));
    const kinds = spent.map(({ kind }) => kind);
    expect([new Set(kinds).size, kinds.includes('codegen_run')]).toEqual([kinds.length, true]);
  }
});

test('jobs that were accepted while no worker ran are done when one starts', async () => {
  const jobId = await world.createJob(projectId, 'a shop');
  await start();
  await ended(jobId);
  expect((await world.jobRow(jobId)).status).toBe('succeeded');
});

describe('a worker that is told to stop', () => {
  test('hands a job that takes too long on to another one', async () => {
    const { begun, verifier } = endlessVerifier();
    const leaving = await start({ verifier });
    const jobId = await world.createJob(projectId, 'a shop');
    await begun;
    await leaving.close();
    expect(await world.jobRow(jobId)).toMatchObject({ status: 'running', leaseUntil: null });
    await start();
    await ended(jobId);
    expect(await world.jobRow(jobId)).toMatchObject({ status: 'succeeded', leaseEpoch: 2 });
  });
});

test('a job that is canceled gives its place to the next one', async () => {
  const { begun, verifier } = endlessVerifier();
  await start({ verifier });
  const jobId = await world.createJob(projectId, 'a shop');
  await begun;
  await world.cancel(jobId);
  await ended(jobId);
  expect((await world.jobRow(jobId)).status).toBe('canceled');
});

test('an export is built by a worker', async () => {
  let build = (_exportId: string) => undefined as void;
  const built = new Promise<string>((resolve) => (build = resolve));
  await start({}, (exportId) => {
    build(exportId);
    return Promise.resolve({ outcome: 'succeeded' });
  });
  await world.db.transaction((tx) =>
    addToOutbox(tx, 'exports', 'exp_1', { version: 1, exportId: 'exp_1' }),
  );
  expect(await built).toBe('exp_1');
});

test('an export that met a passing fault is built again', async () => {
  let tries = 0;
  let build = () => undefined as void;
  const built = new Promise<void>((resolve) => (build = resolve));
  await start({}, () => {
    tries += 1;
    if (tries === 1) return Promise.reject(new AppError('unavailable', 'busy'));
    build();
    return Promise.resolve({ outcome: 'succeeded' });
  });
  await world.db.transaction((tx) =>
    addToOutbox(tx, 'exports', 'exp_2', { version: 1, exportId: 'exp_2' }),
  );
  await built;
  expect(tries).toBe(2);
});
