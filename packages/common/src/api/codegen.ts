import { z } from 'zod';

import { jobErrorSchema } from '../error-codes.ts';
import { idSchema } from '../ids.ts';
import { codegenStepSchema, jobStatusSchema } from '../job-events.ts';
import { LIMITS } from '../limits.ts';
import { requirementSchema, verdictSchema } from '../verdict.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** `model` left out, and no key configured, means the keyless generator `local`. */
export const createCodegenBodySchema = z.strictObject({
  promptText: z.string().trim().min(1).max(LIMITS.promptMaxChars),
  model: z.string().min(1).max(100).optional(),
  framework: z.literal('react-tailwind').default('react-tailwind'),
  options: z
    .strictObject({
      codingStyle: z.string().max(100),
      i18n: z.boolean(),
      accessibility: z.string().max(50),
      seed: z.int().nonnegative(),
    })
    .partial()
    .default({}),
});
export type CreateCodegenBody = z.infer<typeof createCodegenBodySchema>;

export const createCodegenResultSchema = z.object({
  jobId: idSchema('codegenJob'),
  status: jobStatusSchema,
  etaSeconds: z.int().nonnegative(),
});

export const codegenResultSchema = z.object({
  revisionId: idSchema('revision'),
  /** The head that it was made for: a project whose head is another one was changed since. */
  parentRevisionId: idSchema('revision').nullable(),
  verdict: verdictSchema.nullable(),
  requirements: z.array(requirementSchema),
});

export const codegenJobSchema = z.object({
  id: idSchema('codegenJob'),
  projectId: idSchema('project'),
  kind: z.enum(['prompt', 'figma']),
  provider: z.string(),
  status: jobStatusSchema,
  promptText: z.string(),
  steps: z.array(
    z.object({
      name: codegenStepSchema,
      startedAt: timestampSchema,
      finishedAt: timestampSchema.optional(),
      progress: z.number().min(0).max(1).optional(),
    }),
  ),
  logsUrl: z.string(),
  costCents: z.number().nonnegative(),
  /** The candidate and what is known of it; also set when the job failed after it was stored. */
  result: codegenResultSchema.nullable(),
  error: jobErrorSchema.optional(),
  createdAt: timestampSchema,
  finishedAt: timestampSchema.nullable(),
});
export type CodegenJob = z.infer<typeof codegenJobSchema>;
export const codegenJobPageSchema = pageOf(codegenJobSchema);

export const codegenJobFiltersSchema = z
  .object({ status: jobStatusSchema, provider: z.string().min(1).max(100) })
  .partial();
export type CodegenJobFilters = z.infer<typeof codegenJobFiltersSchema>;
export const listCodegenJobsQuerySchema = pageQuerySchema.extend(codegenJobFiltersSchema.shape);
