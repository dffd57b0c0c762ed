import { and, eq, sql } from 'drizzle-orm';
import type { z } from 'zod';

import type { CodegenStep } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { storableJson } from '../../db/json.ts';
import { jobSteps } from '../../db/schema/index.ts';

/** One run of a step: the steps from `post_process` on run again when the head moved meanwhile. */
export interface StepKey {
  name: CodegenStep;
  round: number;
}

/** What earlier workers finished of a job. */
export interface Journal {
  /** The output of a finished step; undefined also when this release cannot read it, so that the step runs again. */
  outputOf<T>(step: StepKey, schema: z.ZodType<T>): T | undefined;
}

export async function loadJournal(db: Database, jobId: string): Promise<Journal> {
  const rows = await db.select().from(jobSteps).where(eq(jobSteps.jobId, jobId));
  return {
    outputOf({ name, round }, schema) {
      const row = rows.find((step) => step.name === name && step.round === round);
      if (!row?.finishedAt) return undefined;
      const parsed = schema.safeParse(row.outputJson);
      return parsed.success ? parsed.data : undefined;
    },
  };
}

/** Notes that a step begins, or begins again. */
export async function noteStart(tx: Transaction, jobId: string, step: StepKey): Promise<void> {
  await tx
    .insert(jobSteps)
    .values({ jobId, ...step, attempts: 1, startedAt: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: [jobSteps.jobId, jobSteps.name, jobSteps.round],
      set: { attempts: sql`${jobSteps.attempts} + 1`, finishedAt: null },
    });
}

/** Notes that a step is finished, with its output. */
export async function noteFinish(
  tx: Transaction,
  jobId: string,
  { name, round }: StepKey,
  output: unknown,
): Promise<void> {
  await tx
    .update(jobSteps)
    .set({
      finishedAt: sql`clock_timestamp()`,
      outputJson: storableJson(output) as Record<string, unknown>,
    })
    .where(and(eq(jobSteps.jobId, jobId), eq(jobSteps.name, name), eq(jobSteps.round, round)));
}
