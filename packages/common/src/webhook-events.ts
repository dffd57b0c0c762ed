import { z } from 'zod';

import { jobErrorSchema } from './error-codes.ts';
import { idSchema } from './ids.ts';

const codegenData = z.object({
  jobId: idSchema('codegenJob'),
  projectId: idSchema('project'),
  /** The revision that was made, also by a job that failed; null before there is one. */
  revisionId: idSchema('revision').nullable(),
  /** Where the job tells of its result, for callers with a token or key; null before there is one. */
  artifactUrl: z.url().nullable(),
  costCents: z.number().nonnegative(),
  /** Of failed jobs. */
  error: jobErrorSchema.pick({ code: true, message: true }).optional(),
});

const exportData = z.object({
  exportId: idSchema('export'),
  projectId: idSchema('project'),
  revisionId: idSchema('revision'),
  format: z.enum(['zip', 'tar']),
  /** Where the export tells its download link, for callers with a token or key; null before there is one. */
  artifactUrl: z.url().nullable(),
  sha256: z.string().nullable(),
  size: z.int().nonnegative().nullable(),
});

const fileChangedData = z.object({
  projectId: idSchema('project'),
  /** The revision that the project is at now. */
  revisionId: idSchema('revision'),
  parentRevisionId: idSchema('revision').nullable(),
  /** At most 100 of the changes, in path order. */
  changes: z.array(z.object({ path: z.string(), change: z.enum(['written', 'deleted']) })),
  /** All of them. */
  changeCount: z.int().nonnegative(),
});

/** The data of each event that a webhook can be told of; one line an event. */
export const webhookEventSchemas = {
  'codegen.queued': codegenData,
  'codegen.running': codegenData,
  'codegen.succeeded': codegenData,
  'codegen.failed': codegenData,
  'codegen.canceled': codegenData,
  'export.queued': exportData,
  'export.running': exportData,
  'export.succeeded': exportData,
  'export.failed': exportData,
  'export.canceled': exportData,
  'project.file.changed': fileChangedData,
} as const;

export type WebhookEvent = keyof typeof webhookEventSchemas;
export type WebhookEventData<E extends WebhookEvent> = z.infer<(typeof webhookEventSchemas)[E]>;
export const WEBHOOK_EVENTS = Object.keys(webhookEventSchemas) as WebhookEvent[];

/** `codegen.*` and the like: every event that begins so, also those of later versions. */
export const WEBHOOK_GROUPS = [
  ...new Set(WEBHOOK_EVENTS.map((event) => groupOf(event))),
] as const satisfies readonly string[];

/** The group that an event belongs to, such as `codegen.*`. */
export function groupOf(event: string): string {
  return `${event.slice(0, event.indexOf('.'))}.*`;
}

/** What a test sends; no webhook has to ask for it. */
export const PING_EVENT = 'ping';

/** The body of every delivery; the same bytes each time that it is tried. */
export const webhookPayloadSchema = z.object({
  /** Of the event, and the same in each delivery of it: take it to drop what came twice. */
  id: idSchema('event'),
  event: z.string(),
  /** When it happened, in Unix seconds. */
  timestamp: z.int(),
  data: z.record(z.string(), z.unknown()),
});
export type WebhookPayload = z.infer<typeof webhookPayloadSchema>;
