import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import { createdAt, id, instant } from './columns.ts';
import { orgs } from './identity.ts';

/** Only added to: a trigger numbers and links its rows, and another one refuses changes. */
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
    /** Counts the rows of an organization, or of those without one; written by the trigger, as the hashes are. */
    seq: bigint('seq', { mode: 'number' }).notNull().default(0),
    prevHash: text('prev_hash').notNull().default(''),
    hash: text('hash').notNull().default(''),
    /** Covered by the hash, so that nobody finds by trying what was erased; written by the trigger, gone with it. */
    salt: text('salt'),
    /** Of a row whose personal data was erased, in place of what its hash covered; signed as anchors are. */
    erasureMac: text('erasure_mac'),
  },
  (t) => [
    index('ps_audit_logs_org_id_created_at_idx').on(t.orgId, t.createdAt, t.id),
    uniqueIndex('ps_audit_logs_org_id_seq_key').on(t.orgId, t.seq),
    // For the filters of the list, which is in the order of `seq`; the pattern is that of a group of actions.
    index('ps_audit_logs_org_id_action_idx').on(t.orgId, t.action.op('text_pattern_ops'), t.seq),
    index('ps_audit_logs_org_id_user_id_idx').on(t.orgId, t.userId, t.seq),
    index('ps_audit_logs_org_id_entity_id_idx').on(t.orgId, t.entityId, t.seq),
    index('ps_audit_logs_org_id_entity_type_idx').on(t.orgId, t.entityType, t.seq),
  ],
);

/** Where each chain of audit rows ends: an organization's, or `instance` for those without one. */
export const auditHeads = pgTable('ps_audit_heads', {
  chain: text('chain').primaryKey(),
  orgId: text('org_id')
    .unique()
    .references(() => orgs.id, { onDelete: 'cascade' }),
  seq: bigint('seq', { mode: 'number' }).notNull(),
  hash: text('hash').notNull(),
});

/** Earlier ends of the chains, signed by a key that is not in the database. */
export const auditAnchors = pgTable(
  'ps_audit_anchors',
  {
    chain: text('chain').notNull(),
    orgId: text('org_id').references(() => orgs.id, { onDelete: 'cascade' }),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    mac: text('mac').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.chain, t.seq] }),
    index('ps_audit_anchors_org_id_idx').on(t.orgId),
  ],
);

/** The specification names it, but nothing reads or writes it: requests are counted in memory, or in Redis for all processes. */
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
