import { z } from 'zod';

import { jobErrorSchema } from './error-codes.ts';
import { checkNameSchema, checkResultSchema, requirementSchema } from './verdict.ts';

/** The orchestrator's steps, in order. */
export const CODEGEN_STEPS = [
  'normalize_prompt',
  'call_model',
  'generate_files',
  'post_process',
  'verify',
  'write_files',
] as const;
export const codegenStepSchema = z.enum(CODEGEN_STEPS);
export type CodegenStep = z.infer<typeof codegenStepSchema>;

export const jobStatusSchema = z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled']);
export type JobStatus = z.infer<typeof jobStatusSchema>;

export const TERMINAL_STATUSES: ReadonlySet<JobStatus> = new Set([
  'succeeded',
  'failed',
  'canceled',
]);

/** Data of each event of a job's stream, by its type. `done` is always the last one. */
export const jobEventSchemas = {
  status: z.object({ status: jobStatusSchema }),
  step: z.object({
    name: codegenStepSchema,
    state: z.enum(['started', 'finished', 'failed']),
    progress: z.number().min(0).max(1).optional(),
  }),
  file: z.object({
    path: z.string(),
    state: z.enum(['written', 'deleted']),
    size: z.int().nonnegative(),
  }),
  /**
   * The candidate is stored: it can be previewed, though it is not verified yet. `parentRevisionId` is the head that
   * it was made for; jobs of earlier versions did not tell it.
   */
  candidate: z.object({
    revisionId: z.string(),
    parentRevisionId: z.string().optional(),
    files: z.int().nonnegative(),
  }),
  check_started: z.object({ name: checkNameSchema }),
  check: checkResultSchema,
  requirements: z.object({ items: z.array(requirementSchema) }),
  log: z.object({ level: z.enum(['info', 'warn', 'error']), message: z.string() }),
  /** The project's head moved to this revision. */
  head: z.object({ revisionId: z.string() }),
  done: z.object({
    status: z.enum(['succeeded', 'failed', 'canceled']),
    error: jobErrorSchema.optional(),
  }),
} as const;

export type JobEventType = keyof typeof jobEventSchemas;
export type JobEventData<T extends JobEventType> = z.infer<(typeof jobEventSchemas)[T]>;

/** One event as stored and streamed; `seq` counts from 1 without gaps within a job. */
export type JobEvent = {
  [T in JobEventType]: { seq: number; type: T; data: JobEventData<T> };
}[JobEventType];

/** Reads an event of the stream, or throws a ZodError. */
export function parseJobEvent(seq: number, type: string, data: unknown): JobEvent {
  const schema = jobEventSchemas[z.enum(jobEventTypes).parse(type)];
  return { seq, type, data: schema.parse(data) } as JobEvent;
}

const jobEventTypes = Object.keys(jobEventSchemas) as [JobEventType, ...JobEventType[]];
