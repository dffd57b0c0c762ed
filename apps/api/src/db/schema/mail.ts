import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';

import { createdAt, id, instant } from './columns.ts';
import { users } from './identity.ts';

/** Mails until they are sent, or for the operator to read where no mail server is set. */
export const mails = pgTable(
  'ps_mails',
  {
    id: id(),
    toAddress: text('to_address').notNull(),
    subject: text('subject').notNull(),
    /** Wrapped by the key-encryption key, since its links open accounts; gone once it was sent. */
    bodyWrapped: text('body_wrapped'),
    createdAt: createdAt(),
    /** Of no use after it. */
    expiresAt: instant('expires_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    index('ps_mails_unsent_idx')
      .on(t.nextAttemptAt)
      .where(sql`sent_at is null`),
    index('ps_mails_expires_at_idx').on(t.expiresAt),
  ],
);

/** What the links of mails prove: that their reader has the address of the account. */
export const emailTokens = pgTable(
  'ps_email_tokens',
  {
    id: id(),
    /** Null where nobody has the address that was asked about; such a token was told to nobody. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    purpose: text('purpose').$type<'password_reset' | 'email_verification'>().notNull(),
    tokenHash: text('token_hash').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    uniqueIndex('ps_email_tokens_token_hash_key').on(t.tokenHash),
    index('ps_email_tokens_user_id_idx').on(t.userId),
    index('ps_email_tokens_expires_at_idx').on(t.expiresAt),
  ],
);
