import { sql } from 'drizzle-orm';
import {
  bigserial,
  boolean,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import type { QueueCorrelation } from '@promptly/common';

import { createdAt, id, instant } from './columns.ts';
import { orgs, users } from './identity.ts';

export const webhooks = pgTable(
  'ps_webhooks',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    /** Wrapped by the data key of the organization, as is the one before it, which signs as well until its time is over. */
    secret: text('secret').notNull(),
    previousSecret: text('previous_secret'),
    previousSecretExpiresAt: instant('previous_secret_expires_at'),
    /** Events, and groups of them such as `codegen.*`. */
    events: text('events').array().notNull(),
    active: boolean('active').notNull().default(true),
    disabledReason: text('disabled_reason').$type<'gone' | 'failing' | 'backlog'>(),
    disabledAt: instant('disabled_at'),
    lastDeliveredAt: instant('last_delivered_at'),
    /** Who sends to it now, and until when: one delivery of a webhook is under way at a time. */
    leaseId: text('lease_id'),
    leaseUntil: instant('lease_until'),
    /** Who was served longest ago comes first. */
    lastClaimedAt: instant('last_claimed_at'),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (t) => [
    index('ps_webhooks_org_id_created_at_idx').on(t.orgId, t.createdAt),
    index('ps_webhooks_created_by_idx').on(t.createdBy),
  ],
);

/** What happened, once for all webhooks that are told of it. */
export const webhookEvents = pgTable(
  'ps_webhook_events',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    /** `json` and not `jsonb`: its text stays as it is, and with it the signed body. */
    data: json('data').$type<Record<string, unknown>>().notNull(),
    /** What it followed from; null for what nobody asked for. */
    correlation: jsonb('correlation').$type<QueueCorrelation>(),
    createdAt: createdAt(),
  },
  (t) => [
    index('ps_webhook_events_org_id_idx').on(t.orgId),
    index('ps_webhook_events_created_at_idx').on(t.createdAt),
  ],
);

/**
 * An event on its way to one webhook. Those of one subject, such as a job, stand in a line: the first one is
 * `pending`, the others are `waiting` until it is over.
 */
export const webhookDeliveries = pgTable(
  'ps_webhook_deliveries',
  {
    id: id(),
    orgId: text('org_id').notNull(),
    webhookId: text('webhook_id')
      .notNull()
      .references(() => webhooks.id, { onDelete: 'cascade' }),
    eventId: text('event_id')
      .notNull()
      .references(() => webhookEvents.id, { onDelete: 'cascade' }),
    event: text('event').notNull(),
    subject: text('subject').notNull(),
    /** The place in the line. */
    seq: bigserial('seq', { mode: 'number' }).notNull(),
    status: text('status')
      .$type<'waiting' | 'pending' | 'delivered' | 'failed' | 'canceled'>()
      .notNull(),
    /** All attempts, and those since it was asked for (again), which say where in the schedule it is. */
    attemptCount: integer('attempt_count').notNull().default(0),
    tries: integer('tries').notNull().default(0),
    firstTriedAt: instant('first_tried_at'),
    /** Meant for `pending` ones only. */
    nextAttemptAt: instant('next_attempt_at')
      .notNull()
      .default(sql`now()`),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex('ps_webhook_deliveries_event_key').on(t.webhookId, t.eventId),
    index('ps_webhook_deliveries_event_id_idx').on(t.eventId),
    index('ps_webhook_deliveries_list_idx').on(t.webhookId, t.createdAt, t.id),
    index('ps_webhook_deliveries_due_idx')
      .on(t.webhookId, t.nextAttemptAt)
      .where(sql`status = 'pending'`),
    index('ps_webhook_deliveries_line_idx')
      .on(t.webhookId, t.subject, t.seq)
      .where(sql`status in ('waiting', 'pending')`),
  ],
);

export const webhookAttempts = pgTable(
  'ps_webhook_attempts',
  {
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    number: integer('number').notNull(),
    startedAt: instant('started_at').notNull(),
    durationMs: integer('duration_ms').notNull(),
    responseStatus: integer('response_status'),
    /** The first 4 KiB. */
    responseBody: text('response_body'),
    errorCode: text('error_code'),
    errorMessage: text('error_message'),
  },
  (t) => [primaryKey({ columns: [t.deliveryId, t.number] })],
);
