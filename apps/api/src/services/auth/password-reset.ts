import { eq, sql } from 'drizzle-orm';

import type { RequestPasswordResetBody, ResetPasswordBody } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import { recordAudit, type RequestMeta } from '../audit.ts';
import { clientNetwork } from '../client-network.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { NOTICE_LIFE_MS, passwordChangedMail, passwordResetMail } from '../mail/messages.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import { checkToken, issueToken, useToken } from './email-tokens.ts';
import type { Passwords } from './passwords.ts';
import { refuseBeyond } from './refuse-beyond.ts';
import { endOtherWaysIn } from './regain-account.ts';
import type { Sessions } from './sessions.ts';

/** A new password for whoever reads the mails of an account. */
export interface PasswordReset {
  /** Does and answers the same whether or not there is such an account. Throws `rate_limited`. */
  request(body: RequestPasswordResetBody, meta: RequestMeta): Promise<void>;
  /**
   * Ends all sessions of the account, unlinks what is linked, and revokes the API keys and open invitations of an
   * account whose address nobody had verified: a stranger may have made it. Throws `link_expired`.
   */
  confirm(body: ResetPasswordBody, meta: RequestMeta): Promise<void>;
}

export interface PasswordResetDeps {
  db: Database;
  now: () => Date;
  mails: MailOutbox;
  passwords: Passwords;
  rateLimiter: RateLimiter;
  sessions: Pick<Sessions, 'wereOpenedFrom'>;
  /** Where the links of mails lead. */
  studioUrl: string;
}

const PURPOSE = 'password_reset';
const LINK_LIFE_MS = 60 * 60_000;

/** Somebody who waits for a mail; a room behind one address; and a mailbox that many would fill. */
const PER_ADDRESS_AND_ACCOUNT: Limit = { capacity: 5, refillPerMinute: 0.2 };
const PER_ADDRESS: Limit = { capacity: 50, refillPerMinute: 5 };
const PER_ACCOUNT: Limit = { capacity: 20, refillPerMinute: 0.2 };

export function createPasswordReset(deps: PasswordResetDeps): PasswordReset {
  const { db, now, mails, passwords, studioUrl } = deps;
  return {
    async request({ email }, meta) {
      await throttle(email, meta.ip);
      await db.transaction(async (tx) => {
        const [user] = await tx.select().from(users).where(eq(users.email, email));
        const userId = user?.id ?? null;
        const createdAt = now();
        const expiresAt = new Date(createdAt.getTime() + LINK_LIFE_MS);
        const token = await issueToken(tx, { userId, purpose: PURPOSE, createdAt, expiresAt });
        // For an address that nobody has, the same is written, or how long it takes would tell: a mail that has
        // expired, which is never sent.
        const mail = passwordResetMail(email, studioUrl, token);
        await mails.add(tx, mail, user ? expiresAt : createdAt);
        await recordAudit(tx, { meta, userId, ...entry('auth.password_reset_requested', userId) });
      });
    },

    async confirm({ token, newPassword }, meta) {
      // A hash is dear: it is made for whoever has a link only.
      await checkToken(db, { purpose: PURPOSE, token, now: now() });
      const passwordHash = await passwords.hash(newPassword);
      await db.transaction(async (tx) => {
        const at = now();
        const userId = await useToken(tx, { purpose: PURPOSE, token, now: at });
        // Whoever had the link reads the mails of this address.
        const emailVerifiedAt = sql`coalesce(${users.emailVerifiedAt}, ${at.toISOString()})`;
        const isIt = eq(users.id, userId);
        // What others add for the account meanwhile is waited for, or it would be missed below.
        const [user] = await tx.select().from(users).where(isIt).for('update');
        await tx.update(users).set({ passwordHash, emailVerifiedAt }).where(isIt);
        const metadata = user && (await endOtherWaysIn(tx, user, at));
        if (user) {
          const notice = passwordChangedMail(user.email, studioUrl);
          await mails.add(tx, notice, new Date(at.getTime() + NOTICE_LIFE_MS));
        }
        await recordAudit(tx, { meta, userId, ...entry('auth.password_reset', userId), metadata });
      });
    },
  };

  async function throttle(email: string, ip: string | null): Promise<void> {
    const { rateLimiter, sessions } = deps;
    const client = clientNetwork(ip);
    await refuseBeyond(rateLimiter, `reset:${client}:${email}`, PER_ADDRESS_AND_ACCOUNT);
    await refuseBeyond(rateLimiter, `reset-address:${client}`, PER_ADDRESS);
    const isKnownAddress = () => sessions.wereOpenedFrom(email, ip);
    await refuseBeyond(rateLimiter, `reset-account:${email}`, PER_ACCOUNT, isKnownAddress);
  }
}

function entry(action: string, userId: string | null) {
  return { action, orgId: null, entityType: 'user', entityId: userId ?? 'unknown' };
}
