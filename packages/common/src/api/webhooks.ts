import { z } from 'zod';

import { idSchema } from '../ids.ts';
import { LIMITS } from '../limits.ts';
import { PING_EVENT, WEBHOOK_EVENTS, WEBHOOK_GROUPS } from '../webhook-events.ts';
import { pageOf, pageQuerySchema, timestampSchema } from './shared.ts';

/** An event, or a group of them such as `codegen.*`. */
const subscriptionSchema = z.enum([...WEBHOOK_EVENTS, ...WEBHOOK_GROUPS] as [string, ...string[]]);

/** Whether `http:` and the host are allowed is decided by the service, which knows the operator's list. */
const webhookUrlSchema = z
  .string()
  .max(LIMITS.webhookUrlMaxChars)
  .refine((text) => !/[\s\p{Cc}]/u.test(text), { error: 'must hold no blanks or line breaks' })
  .refine((text) => ['http:', 'https:'].includes(protocolOf(text)), {
    error: 'must be an address with https://',
  })
  .refine((text) => !hasCredentials(text), { error: 'must not hold a user name or password' })
  .meta({ examples: ['https://ci.example.org/hooks/promptly'] });

const webhookFields = {
  url: webhookUrlSchema,
  events: z
    .array(subscriptionSchema)
    .min(1)
    .max(WEBHOOK_EVENTS.length + WEBHOOK_GROUPS.length)
    .overwrite((events) => [...new Set(events)]),
  /** What it is for. */
  description: z.string().trim().max(200),
};

export const createWebhookBodySchema = z.strictObject({
  url: webhookFields.url,
  events: webhookFields.events,
  description: webhookFields.description.default(''),
});
export type CreateWebhookBody = z.infer<typeof createWebhookBodySchema>;

export const updateWebhookBodySchema = z
  .strictObject({ ...webhookFields, active: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, { error: 'must change something' });
export type UpdateWebhookBody = z.infer<typeof updateWebhookBodySchema>;

export const webhookSchema = z.object({
  id: idSchema('webhook'),
  orgId: idSchema('org'),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  active: z.boolean(),
  /** Why it was switched off by itself: it answered 410, failed for days, or was too slow for its events. */
  disabledReason: z.enum(['gone', 'failing', 'backlog']).nullable(),
  disabledAt: timestampSchema.nullable(),
  /** Until then, the secret before the last rotation signs too. */
  previousSecretExpiresAt: timestampSchema.nullable(),
  lastDeliveredAt: timestampSchema.nullable(),
  /** Null where that account is gone. */
  createdBy: idSchema('user').nullable(),
  createdAt: timestampSchema,
});
export type Webhook = z.infer<typeof webhookSchema>;
export const webhookPageSchema = pageOf(webhookSchema);

/** Only the answers that make a secret tell it. */
export const webhookWithSecretSchema = webhookSchema.extend({
  secret: z.string().meta({ examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }),
});
export type WebhookWithSecret = z.infer<typeof webhookWithSecretSchema>;

export const testWebhookBodySchema = z.strictObject({ webhookId: idSchema('webhook') });

export const webhookDeliveryStatusSchema = z.enum(['pending', 'delivered', 'failed', 'canceled']);
export type WebhookDeliveryStatus = z.infer<typeof webhookDeliveryStatusSchema>;

export const listDeliveriesQuerySchema = pageQuerySchema.extend({
  event: z.enum([...WEBHOOK_EVENTS, PING_EVENT]).optional(),
  status: webhookDeliveryStatusSchema.optional(),
});
export type ListDeliveriesQuery = z.infer<typeof listDeliveriesQuerySchema>;

export const webhookDeliverySchema = z.object({
  id: idSchema('delivery'),
  webhookId: idSchema('webhook'),
  /** What receivers see as `webhook-id`. */
  eventId: idSchema('event'),
  event: z.string(),
  status: webhookDeliveryStatusSchema,
  attemptCount: z.int().nonnegative(),
  /** Null for what is over, and for what waits for an earlier event of the same job. */
  nextAttemptAt: timestampSchema.nullable(),
  createdAt: timestampSchema,
});
export type WebhookDelivery = z.infer<typeof webhookDeliverySchema>;
export const webhookDeliveryPageSchema = pageOf(webhookDeliverySchema);

export const webhookAttemptSchema = z.object({
  number: z.int().positive(),
  startedAt: timestampSchema,
  durationMs: z.int().nonnegative(),
  /** Null where there was no answer. */
  responseStatus: z.int().nullable(),
  /** The first 4 KiB as text. */
  responseBody: z.string().nullable(),
  /** Null where the attempt went well. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type WebhookAttempt = z.infer<typeof webhookAttemptSchema>;

export const webhookDeliveryDetailSchema = webhookDeliverySchema.extend({
  request: z.object({
    /** As now; a delivery goes to the address that the webhook has at the time. */
    url: z.string(),
    /** Of the last attempt, or of the next one; without the signatures. */
    headers: z.record(z.string(), z.string()),
    body: z.string(),
  }),
  /** The latest ones, the first of them first. */
  attempts: z.array(webhookAttemptSchema),
});
export type WebhookDeliveryDetail = z.infer<typeof webhookDeliveryDetailSchema>;

function protocolOf(text: string): string {
  return URL.canParse(text) ? new URL(text).protocol : '';
}

function hasCredentials(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username !== '' || password !== '';
}
