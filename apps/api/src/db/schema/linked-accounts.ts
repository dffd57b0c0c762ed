import { index, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';

import type { LinkedProviderName } from '@promptly/common';

import { createdAt, id, instant, textArray } from './columns.ts';
import { sessions, users } from './identity.ts';

/** Who a user is at other services, one account a service. */
export const linkedAccounts = pgTable(
  'ps_linked_accounts',
  {
    id: id(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    provider: text('provider').$type<LinkedProviderName>().notNull(),
    /** The server under that name: another one numbers its users anew. */
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    email: text('email'),
    displayName: text('display_name'),
    /** Access and refresh token as JSON, wrapped by the key-encryption key. */
    tokensWrapped: text('tokens_wrapped'),
    /** Null: until it is revoked. */
    accessExpiresAt: instant('access_expires_at'),
    scopes: textArray('scopes'),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at').notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex('ps_linked_accounts_subject_key').on(t.provider, t.issuer, t.subject),
    uniqueIndex('ps_linked_accounts_user_id_provider_key').on(t.userId, t.provider),
  ],
);

/** What a user unlinked: it joins them again by their own word only, and not by an address that it shares. */
export const unlinkedAccounts = pgTable(
  'ps_unlinked_accounts',
  {
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    provider: text('provider').$type<LinkedProviderName>().notNull(),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    unlinkedAt: instant('unlinked_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.provider, t.issuer, t.subject] })],
);

/** States that browsers came back with from a provider, so that each works once. */
export const usedOAuthStates = pgTable(
  'ps_oauth_used_states',
  {
    stateHash: text('state_hash').primaryKey(),
    /** The state is worth nothing after it in any case. */
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('ps_oauth_used_states_expires_at_idx').on(t.expiresAt)],
);

/** Sessions that began with a token of another service; ended ones stay, so that no later token begins them anew. */
export const foreignSessions = pgTable(
  'ps_foreign_sessions',
  {
    sessionId: text('session_id')
      .primaryKey()
      .references(() => sessions.id, { onDelete: 'cascade' }),
    /** Null where it is not linked any more. */
    linkedAccountId: text('linked_account_id').references(() => linkedAccounts.id, {
      onDelete: 'set null',
    }),
    /** A hash that names the session there. */
    sessionKey: text('session_key').notNull(),
  },
  (t) => [
    uniqueIndex('ps_foreign_sessions_session_key_key').on(t.sessionKey),
    index('ps_foreign_sessions_linked_account_id_idx').on(t.linkedAccountId),
  ],
);
