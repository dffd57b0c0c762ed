import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { and, eq } from 'drizzle-orm';
import fc from 'fast-check';

import { auditLogs, revisions, usageLedger } from '../../db/schema/index.ts';
import { mapConcurrently } from '../trees/concurrency.ts';
import { createCodegenWorld, type CodegenWorld } from './testing/codegen-world.ts';
import { createCrashPlan } from './testing/crash-plan.ts';

let world: CodegenWorld;
beforeAll(async () => {
  world = await createCodegenWorld();
});
afterAll(() => world.dispose());

const CONCURRENT_JOBS = 6;
const TIMEOUT_MS = 180_000;

type Prepare = (projectId: string) => Promise<void>;
const untouched: Prepare = () => Promise.resolve();
/** The job must merge: people changed what an earlier job generated. */
const edited: Prepare = async (projectId) => {
  await world.work(await world.createJob(projectId, 'the first app'));
  await world.edit(projectId, 'notes.md', 'by hand\n');
};

/** Runs a job whose workers die in these calls, one after the other, then one that lives. */
async function runWithCrashes(prepare: Prepare, crashes: readonly number[]) {
  const projectId = await world.buildProject();
  await prepare(projectId);
  const jobId = await world.createJob(projectId, 'a small shop');
  for (const dieIn of crashes) {
    await world.work(jobId, world.workerDeps(createCrashPlan(dieIn))).catch(() => undefined);
    await world.endLease(jobId);
  }
  const plan = createCrashPlan();
  await world.work(jobId, world.workerDeps(plan));
  return { projectId, jobId, calls: plan.calls };
}

/** All that a job did, as far as it shows. */
async function effectsOf({ projectId, jobId }: { projectId: string; jobId: string }) {
  const { db } = world;
  const job = await world.jobRow(jobId);
  const ofJob = await db.select().from(revisions).where(eq(revisions.jobId, jobId));
  const audit = await db.select().from(auditLogs).where(eq(auditLogs.entityId, jobId));
  const applied = await db
    .select()
    .from(auditLogs)
    .where(
      and(
        eq(auditLogs.action, 'revision.applied'),
        eq(auditLogs.entityId, job.candidateRevisionId!),
      ),
    );
  const ledger = await db.select().from(usageLedger).where(eq(usageLedger.refId, jobId));
  return {
    status: job.status,
    costCents: job.costCents,
    error: job.errorJson,
    headIsCandidate: (await world.headOf(projectId)) === job.candidateRevisionId,
    revisions: ofJob.map(({ manifestSha, appliedAt }) => [manifestSha, appliedAt !== null]).sort(),
    verdicts: ofJob.map(({ verdictJson }) => verdictJson?.passed).sort(),
    audit: audit.map(({ action }) => action).sort(),
    headMoves: applied.length,
    ledger: ledger.map(({ kind, amount }) => [kind, amount]).sort(),
    events: await world.effectKeys(jobId),
  };
}

describe.each([
  { project: 'an untouched project', prepare: untouched, every: 1 },
  // Most of its calls are the same ones.
  { project: 'an edited project, by a merge', prepare: edited, every: 6 },
])('a job on $project', ({ prepare, every }) => {
  test(
    'does the same when its worker dies once, in any call',
    async () => {
      const clean = await runWithCrashes(prepare, []);
      const expected = await effectsOf(clean);
      expect(expected.status).toBe('succeeded');
      expect(clean.calls).toBeGreaterThan(50);
      const dieIn = Array.from({ length: clean.calls / every }, (_, i) => 1 + i * every);
      await mapConcurrently(dieIn, CONCURRENT_JOBS, async (call) => {
        const job = await runWithCrashes(prepare, [call]);
        expect({ call, ...(await effectsOf(job)) }).toEqual({ call, ...expected });
      });
    },
    TIMEOUT_MS,
  );

  test(
    'does the same when its workers die again and again',
    async () => {
      const clean = await runWithCrashes(prepare, []);
      const expected = await effectsOf(clean);
      const call = fc.integer({ min: 1, max: clean.calls });
      await fc.assert(
        fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 6 }), async (crashes) => {
          expect(await effectsOf(await runWithCrashes(prepare, crashes))).toEqual(expected);
        }),
        { numRuns: 10, seed: 20_261_122 },
      );
    },
    TIMEOUT_MS,
  );
});
