import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import { userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { assertStillValid } from '../credentials.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { verificationMail } from '../mail/messages.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import { checkToken, issueToken, useToken } from './email-tokens.ts';
import { refuseBeyond } from './refuse-beyond.ts';

/** Finds out whether the address of an account is its owner's. */
export interface EmailVerification {
  /** Sends the mail of a new account, in the transaction that makes it. */
  begin(tx: Transaction, user: { id: string; email: string }): Promise<void>;
  /** Sends it again. Throws `conflict` where the address is verified, and `rate_limited`. */
  sendAgain(actor: Actor): Promise<void>;
  /**
   * Verifies the actor's own address: whoever reads the mail must also have the account, as a stranger can sign up with
   * the address of another. Throws `forbidden` for the link of another account, which goes on working, and `link_expired`.
   */
  confirm(actor: Actor, token: string): Promise<void>;
}

export interface EmailVerificationDeps {
  db: Database;
  now: () => Date;
  mails: MailOutbox;
  rateLimiter: RateLimiter;
  /** Where the links of mails lead. */
  studioUrl: string;
}

const PURPOSE = 'email_verification';
const LINK_LIFE_MS = 3 * 24 * 60 * 60_000;
const MAILS: Limit = { capacity: 3, refillPerMinute: 0.1 };

export function createEmailVerification(deps: EmailVerificationDeps): EmailVerification {
  const { db, now, mails } = deps;
  return {
    begin: send,

    async sendAgain(actor) {
      const { userId } = userOf(actor);
      const [user] = await db.select().from(users).where(eq(users.id, userId));
      if (!user) throw new AppError('unauthenticated', 'This account does not exist any more.');
      if (user.emailVerifiedAt) throw new AppError('conflict', 'The address is verified already.');
      await refuseBeyond(deps.rateLimiter, `verification:${userId}`, MAILS);
      await db.transaction((tx) => send(tx, user));
    },

    async confirm(actor, token) {
      const { userId } = userOf(actor);
      await db.transaction(async (tx) => {
        const at = now();
        await assertStillValid(tx, actor, at);
        const query = { purpose: PURPOSE, token, now: at } as const;
        if ((await checkToken(tx, query)) !== userId) throw ofAnother();
        await useToken(tx, query);
        await tx.update(users).set({ emailVerifiedAt: at }).where(eq(users.id, userId));
        await recordAudit(tx, {
          ...{ actor, orgId: null },
          ...{ action: 'user.email_verified', entityType: 'user', entityId: userId },
        });
      });
    },
  };

  async function send(tx: Transaction, user: { id: string; email: string }): Promise<void> {
    const createdAt = now();
    const expiresAt = new Date(createdAt.getTime() + LINK_LIFE_MS);
    const token = await issueToken(tx, {
      ...{ userId: user.id, purpose: PURPOSE, createdAt, expiresAt },
    });
    await mails.add(tx, verificationMail(user.email, deps.studioUrl, token), expiresAt);
  }
}

function ofAnother(): AppError {
  return new AppError('forbidden', 'This link is of another account: sign in to that one.');
}
