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

/** Finds these and passes the rest; one that dies does so after them. */
const finding = (findings: Findings, dies = false): AppVerifier => ({
  async verify({ onResult }) {
    const named = Object.keys(findings) as CheckName[];
    const results = (dies ? named : CHECK_NAMES).map((name): CheckResult => {
      return { name, status: findings[name] ?? 'passed', durationMs: 1, findings: [] };
    });
    results.forEach(onResult);
    // The results are stored by then.
    if (dies) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      throw Object.assign(new Error('the process died'), { code: '57P01' });
    }
    return verdictOf(results);
  },
});

async function runTwice(first: Findings, second: Findings) {
  const jobId = await world.createJob(await world.buildProject(), 'a shop');
  const dying = world.workerDeps(undefined, { verifier: finding(first, true) });
  await expect(world.work(jobId, dying)).rejects.toThrow('died');
  await world.endLease(jobId);
  await world.work(jobId, world.workerDeps(undefined, { verifier: finding(second) }));
  const job = await world.jobRow(jobId);
  const [revision] = await world.db
    .select()
    .from(revisions)
    .where(eq(revisions.id, job.candidateRevisionId!));
  const told = await world.db
    .select({ data: jobEvents.data })
    .from(jobEvents)
    .where(and(eq(jobEvents.jobId, jobId), eq(jobEvents.type, 'check')))
    .orderBy(jobEvents.seq);
  return {
    status: job.status,
    verdict: revision!.verdictJson!.checks,
    told: told.map(({ data }) => data as unknown as CheckResult),
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
