import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';

import type { Limits, Role, Scope } from '@promptly/common';

import { bytea, createdAt, id, instant, textArray } from './columns.ts';

export const users = pgTable(
  'ps_users',
  {
    id: id(),
    /** Stored in lower case. */
    email: text('email').notNull(),
    emailVerifiedAt: instant('email_verified_at'),
    name: text('name').notNull(),
    avatarUrl: text('avatar_url'),
    provider: text('provider').notNull().default('password'),
    /** argon2id in PHC form; null for accounts which sign in elsewhere. */
    passwordHash: text('password_hash'),
    isOperator: boolean('is_operator').notNull().default(false),
    createdAt: createdAt(),
    lastLoginAt: instant('last_login_at'),
    /** Since then, the account waits to be erased; signing in takes that back. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    uniqueIndex('ps_users_email_key').on(t.email),
    index('ps_users_created_at_idx').on(t.createdAt),
  ],
);

export const orgs = pgTable(
  'ps_orgs',
  {
    id: id(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    ownerUserId: text('owner_user_id')
      .notNull()
      .references(() => users.id),
    /** For whom limits count it, whoever owns it by now; null where that account is gone. */
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    plan: text('plan').notNull().default('free'),
    /** What differs from the plan; null is no limit. */
    limitsJson: jsonb('limits_json').$type<Partial<Limits>>().notNull().default({}),
    /** Where its data lies, by the operator's label; null where there was none. Never changes. */
    region: text('region'),
    createdAt: createdAt(),
    /** Since then, it waits to be erased. */
    deletedAt: instant('deleted_at'),
    /** Until then, nobody collects what it stores and does not use; null before the first time. */
    collectAfter: instant('collect_after'),
  },
  (t) => [
    uniqueIndex('ps_orgs_slug_key').on(t.slug),
    index('ps_orgs_created_at_idx').on(t.createdAt),
    index('ps_orgs_owner_user_id_idx').on(t.ownerUserId),
    index('ps_orgs_created_by_idx').on(t.createdBy),
    index('ps_orgs_name_search_idx').using('gin', sql`to_tsvector('simple', ${t.name})`),
  ],
);

export const orgMembers = pgTable(
  'ps_org_members',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<Role>().notNull(),
    invitedAt: instant('invited_at'),
    joinedAt: instant('joined_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.userId] }),
    index('ps_org_members_user_id_idx').on(t.userId),
  ],
);

/**
 * One row a session, not a token: a refresh token carries the counter it was issued at, so that a replay
 * is told from a lost answer without keeping old tokens.
 */
export const sessions = pgTable(
  'ps_sessions',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    hmacKey: bytea('hmac_key').notNull(),
    counter: integer('counter').notNull().default(0),
    createdAt: createdAt(),
    refreshedAt: instant('refreshed_at').notNull().defaultNow(),
    idleExpiresAt: instant('idle_expires_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    revokedReason: text('revoked_reason'),
    ip: text('ip'),
    userAgent: text('user_agent'),
  },
  (t) => [
    index('ps_sessions_user_id_idx').on(t.userId),
    index('ps_sessions_expires_at_idx').on(t.expiresAt),
  ],
);

/** RS256 key pairs; the private part is wrapped by the key-encryption key. */
export const signingKeys = pgTable(
  'ps_signing_keys',
  {
    id: id(),
    publicJwk: jsonb('public_jwk').$type<Record<string, unknown>>().notNull(),
    privateKeyWrapped: text('private_key_wrapped').notNull(),
    createdAt: createdAt(),
    /** Shown from its making on, so that everybody knows it by then. */
    signsFrom: instant('signs_from').notNull().defaultNow(),
    /** Verifies no more from then on; null for the one that signs, or is to. */
    retiredAt: instant('retired_at'),
  },
  (t) => [index('ps_signing_keys_created_at_idx').on(t.createdAt)],
);

export const apiKeys = pgTable(
  'ps_api_keys',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    hashedKey: text('hashed_key').notNull(),
    scopes: textArray('scopes').$type<Scope[]>(),
    createdBy: text('created_by').references(() => users.id, { onDelete: 'set null' }),
    lastFour: text('last_four').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    uniqueIndex('ps_api_keys_hashed_key_key').on(t.hashedKey),
    index('ps_api_keys_org_id_idx').on(t.orgId),
    index('ps_api_keys_created_by_idx').on(t.createdBy),
  ],
);

export const invitations = pgTable(
  'ps_invitations',
  {
    id: id(),
    orgId: text('org_id')
      .notNull()
      .references(() => orgs.id, { onDelete: 'cascade' }),
    email: text('email').notNull(),
    role: text('role').$type<Role>().notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by').references(() => users.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
  },
  (t) => [
    uniqueIndex('ps_invitations_token_hash_key').on(t.tokenHash),
    index('ps_invitations_org_id_idx').on(t.orgId),
    index('ps_invitations_invited_by_idx').on(t.invitedBy),
    uniqueIndex('ps_invitations_open_key')
      .on(t.orgId, t.email)
      .where(sql`${t.acceptedAt} is null`),
  ],
);
