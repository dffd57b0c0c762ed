import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

import { createdAt, id, instant } from './columns.ts';
import { orgs } from './identity.ts';

export const auditLogs = pgTable(
  'ps_audit_logs',
  {
    id: id(),
    /** Null for what happens outside of any organization, such as a failed sign-in. */
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    userId: text('user_id'),
    action: text('action').notNull(),
    entityType: text('entity_type').notNull(),
    entityId: text('entity_id').notNull(),
    metadataJson: jsonb('metadata_json').$type<Record<string, unknown>>().notNull().default({}),
    requestId: text('request_id'),
    ip: text('ip'),
    createdAt: createdAt(),
  },
  (t) => [index('ps_audit_logs_org_id_created_at_idx').on(t.orgId, t.createdAt, t.id)],
);

export const rateLimits = pgTable(
  'ps_rate_limits',
  {
    orgId: text('org_id').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.windowStart] })],
);

export const settings = pgTable(
  'ps_settings',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    key: text('key').notNull(),
    valueJson: jsonb('value_json').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.key] })],
);

/** Answers of POSTs that carried an Idempotency-Key, replayed for the same request. */
export const idempotencyRecords = pgTable(
  'ps_idempotency_records',
  {
    /** The user or API key that sent it: keys of different callers never meet. */
    principal: text('principal').notNull(),
    route: text('route').notNull(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    responseStatus: integer('response_status').notNull(),
    responseBody: jsonb('response_body'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.principal, t.route, t.key] }),
    index('ps_idempotency_records_created_at_idx').on(t.createdAt),
  ],
);

/** One row made by the first migration and checked at start, to tell a wrong key from a broken database. */
export const instance = pgTable('ps_instance', {
  id: id(),
  /** A known text wrapped by the key-encryption key. */
  kekCanary: text('kek_canary').notNull(),
  createdAt: createdAt(),
});
