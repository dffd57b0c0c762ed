import { and, eq, like } from 'drizzle-orm';
import { z } from 'zod';

import {
  verdictOf,
  verdictSchema,
  type CheckName,
  type CheckResult,
  type JobEventData,
  type Verdict,
} from '@promptly/common';

import { storableJson } from '../../../db/json.ts';
import { jobEvents } from '../../../db/schema/index.ts';
import { JobFailure, runStep, type Run } from '../run.ts';
import type { Candidate } from './post-process.ts';

const outputSchema = z.object({ verdict: verdictSchema });

/** Runs the checks on exactly the files that would become the head; the job ends unless all seven pass. */
export async function verify(run: Run, round: number, candidate: Candidate): Promise<void> {
  const { verdict } = await runStep(run, { name: 'verify', round }, outputSchema, async () => {
    const found = storableJson(await check(run, round, candidate));
    run.deps.metrics.countVerdict(found);
    return {
      output: { verdict: found },
      passed: found.passed,
      commit: (tx) => run.deps.revisions.recordVerdict(tx, candidate.revisionId, found),
    };
  });
  if (!verdict.passed) throw notPassed(verdict);
}

async function check(run: Run, round: number, { revisionId }: Candidate): Promise<Verdict> {
  const { deps, job, signal } = run;
  const [told, tree, revision] = await Promise.all([
    toldResults(run, round),
    deps.revisions.loadTree(job.orgId, revisionId),
    deps.revisions.find(deps.db, job.projectId, revisionId),
  ]);
  const fresh = await deps.verifier.verify({
    tree,
    build: () => deps.previews.build(revision),
    signal,
    onStarted: (name) => tellStarted(run, round, name),
    onResult: (result) => tellResult(run, round, result),
  });
  // What was told of these files stays: the verdict never differs from the stream.
  return verdictOf([...fresh.checks, ...told]);
}

function tellStarted(run: Run, round: number, name: CheckName): void {
  run.events.push({
    type: 'check_started',
    data: { name },
    effectKey: `check:${round}:${name}:started`,
  });
}

function tellResult(run: Run, round: number, result: CheckResult): void {
  // A check that ends because the run was stopped found nothing.
  if (run.signal.aborted) return;
  const effectKey = `check:${round}:${result.name}`;
  // One that could not run on this worker may run on the next, which then tells what it found.
  const isFound = result.status !== 'skipped';
  run.events.push({
    type: 'check',
    data: result,
    effectKey: isFound ? effectKey : `${effectKey}:skipped`,
  });
}

/** What a worker found in this round, and told, before it died. */
async function toldResults({ deps, job, lease }: Run, round: number): Promise<CheckResult[]> {
  if (lease.epoch === 1) return [];
  const rows = await deps.db
    .select({ data: jobEvents.data })
    .from(jobEvents)
    .where(
      and(
        eq(jobEvents.jobId, job.id),
        eq(jobEvents.type, 'check'),
        like(jobEvents.effectKey, `check:${round}:%`),
      ),
    );
  return rows
    .map(({ data }) => data as JobEventData<'check'>)
    .filter(({ status }) => status !== 'skipped');
}

function notPassed({ checks }: Verdict): JobFailure {
  const named = (status: CheckResult['status']) =>
    checks.filter((check) => check.status === status).map(({ name }) => name);
  const failed = named('failed');
  const skipped = named('skipped');
  if (failed.length === 0) {
    return new JobFailure({
      code: 'verification_incomplete',
      message: `These checks could not run: ${skipped.join(', ')}.`,
      details: { skipped },
    });
  }
  return new JobFailure({
    code: 'verification_failed',
    message: `These checks found faults: ${failed.join(', ')}.`,
    details: { failed, skipped },
  });
}
