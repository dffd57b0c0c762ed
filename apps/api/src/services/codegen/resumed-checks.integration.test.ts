import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';

import { CHECK_NAMES, verdictOf, type CheckName, type CheckResult } from '@promptly/common';

import { jobEvents, revisions } from '../../db/schema/index.ts';
import type { AppVerifier } from './ports.ts';
import { createCodegenWorld, type CodegenWorld } from './testing/codegen-world.ts';

let world: CodegenWorld;
beforeAll(async () => {
  world = await createCodegenWorld();
});
afterAll(() => world.dispose());

type Findings = Partial<Record<CheckName, CheckResult['status']>>;

const resultsOf = (names: readonly CheckName[], findings: Findings) =>
  names.map((name): CheckResult => {
    return { name, status: findings[name] ?? 'passed', durationMs: 1, findings: [] };
  });

/** Finds these and passes the rest. */
const finding = (findings: Findings): AppVerifier => ({
  verify({ onResult }) {
    const results = resultsOf(CHECK_NAMES, findings);
    results.forEach(onResult);
    return Promise.resolve(verdictOf(results));
  },
});

/** Dies as soon as what it found is stored. */
const dyingAfter = (jobId: string, findings: Findings): AppVerifier => ({
  async verify({ onResult }) {
    const results = resultsOf(Object.keys(findings) as CheckName[], findings);
    results.forEach(onResult);
    while ((await toldOf(jobId)).length < results.length) await sleep(10);
    throw Object.assign(new Error('the process died'), { code: '57P01' });
  },
});

async function toldOf(jobId: string): Promise<CheckResult[]> {
  const told = await world.db
    .select({ data: jobEvents.data })
    .from(jobEvents)
    .where(and(eq(jobEvents.jobId, jobId), eq(jobEvents.type, 'check')))
    .orderBy(jobEvents.seq);
  return told.map(({ data }) => data as unknown as CheckResult);
}

async function runTwice(first: Findings, second: Findings) {
  const jobId = await world.createJob(await world.buildProject(), 'a shop');
  const dying = world.workerDeps(undefined, { verifier: dyingAfter(jobId, first) });
  await expect(world.work(jobId, dying)).rejects.toThrow('died');
  await world.endLease(jobId);
  await world.work(jobId, world.workerDeps(undefined, { verifier: finding(second) }));
  const job = await world.jobRow(jobId);
  const [revision] = await world.db
    .select()
    .from(revisions)
    .where(eq(revisions.id, job.candidateRevisionId!));
  return {
    status: job.status,
    verdict: revision!.verdictJson!.checks,
    told: await toldOf(jobId),
  };
}

const statusOf = (checks: readonly CheckResult[], name: CheckName) =>
  checks.filter((check) => check.name === name).map(({ status }) => status);

test('what a worker told of a check before it died is what the verdict says', async () => {
  const { verdict, told, status } = await runTwice({ format: 'passed', types: 'failed' }, {});
  expect(statusOf(verdict, 'types')).toEqual(['failed']);
  expect(statusOf(told, 'types')).toEqual(['failed']);
  expect(status).toBe('failed');
});

test('a check that could not run on a worker that died may run on the next, which tells so', async () => {
  const { verdict, told, status } = await runTwice({ render: 'skipped' }, {});
  expect(statusOf(verdict, 'render')).toEqual(['passed']);
  expect(statusOf(told, 'render')).toEqual(['skipped', 'passed']);
  expect(status).toBe('succeeded');
});
