import { randomBytes } from 'node:crypto';

import { and, eq, gt, isNull } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { sessions, users } from '../../db/schema/index.ts';
import { recordAudit, type RequestMeta } from '../audit.ts';
import { clientNetwork } from '../client-network.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { NOTICE_LIFE_MS, sessionEndedMail } from '../mail/messages.ts';
import { restoreAccount } from './restore-account.ts';
import { decodeRefreshToken, encodeRefreshToken } from './refresh-token.ts';

const DAY_MS = 24 * 60 * 60_000;
const IDLE_LIFE_MS = 30 * DAY_MS;
const ABSOLUTE_LIFE_MS = 90 * DAY_MS;
/** Within it, the previous token is taken for a repeated request: two tabs, or an answer that got lost. */
const REUSE_GRACE_MS = 10_000;
const HMAC_KEY_BYTES = 32;

export interface OpenSession {
  sessionId: string;
  userId: string;
  refreshToken: string;
}

export interface Sessions {
  /** Also takes back that the account was deleted. Throws `unauthenticated` where it is being erased. */
  open(tx: Transaction, userId: string, meta: RequestMeta): Promise<OpenSession>;
  /**
   * Trades a refresh token for the next one. Throws `unauthenticated` for a token that is not valid
   * (any more), and `refresh_token_reused`, which also ends the session and tells the user by mail, for one that
   * was used before.
   */
  refresh(refreshToken: string, meta: RequestMeta): Promise<OpenSession>;
  /** Whether the account of this e-mail address signed in from this client within the life of a session. */
  wereOpenedFrom(email: string, ip: string | null): Promise<boolean>;
  /** Ends the session of a token; a token that is not valid is none to end. */
  revoke(refreshToken: string, meta: RequestMeta): Promise<void>;
}

type SessionRow = typeof sessions.$inferSelect;

export interface SessionsDeps {
  db: Database;
  now: () => Date;
  mails: MailOutbox;
  /** Named in mails. */
  studioUrl: string;
}

export function createSessions({ db, now, mails, studioUrl }: SessionsDeps): Sessions {
  return {
    async open(tx, userId, meta) {
      const at = now();
      const row = {
        id: newId('session'),
        userId,
        hmacKey: randomBytes(HMAC_KEY_BYTES),
        counter: 0,
        createdAt: at,
        refreshedAt: at,
        idleExpiresAt: new Date(at.getTime() + IDLE_LIFE_MS),
        expiresAt: new Date(at.getTime() + ABSOLUTE_LIFE_MS),
        ip: meta.ip,
        userAgent: meta.userAgent,
      };
      await tx.insert(sessions).values(row);
      await restoreAccount(tx, userId, meta, at);
      return openSession(row);
    },

    async refresh(refreshToken, meta) {
      const at = now();
      const outcome = await db.transaction(async (tx) => {
        const found = await lockSession(tx, refreshToken, at);
        if (!found) return 'invalid';
        const steps = found.row.counter - found.counter;
        if (steps === 0) return openSession(await step(tx, found.row, at));
        const isRepeat = at.getTime() - found.row.refreshedAt.getTime() <= REUSE_GRACE_MS;
        if (steps === 1 && isRepeat) return openSession(found.row);
        await end(tx, found.row, 'refresh_reuse', at);
        const isOfUser = eq(users.id, found.row.userId);
        const [user] = await tx.select({ email: users.email }).from(users).where(isOfUser);
        if (user) {
          const notice = sessionEndedMail(user.email, studioUrl);
          await mails.add(tx, notice, new Date(at.getTime() + NOTICE_LIFE_MS));
        }
        await recordAudit(tx, {
          ...sessionEntry('auth.refresh_reuse', found.row, meta),
          metadata: { stepsBehind: steps },
        });
        return 'reused';
      });
      // Thrown outside of the transaction, which has to keep the end of the session.
      if (outcome === 'invalid') {
        throw new AppError('unauthenticated', 'The refresh token is not valid: sign in again.');
      }
      if (outcome === 'reused') {
        throw new AppError(
          'refresh_token_reused',
          'This refresh token was used before, so the session was ended: sign in again.',
        );
      }
      return outcome;
    },

    async wereOpenedFrom(email, ip) {
      const rows = await db
        .selectDistinct({ ip: sessions.ip })
        .from(sessions)
        .innerJoin(users, eq(users.id, sessions.userId))
        .where(and(eq(users.email, email), gt(sessions.expiresAt, now())));
      return ip !== null && rows.some((row) => clientNetwork(row.ip) === clientNetwork(ip));
    },

    async revoke(refreshToken, meta) {
      const at = now();
      await db.transaction(async (tx) => {
        const found = await lockSession(tx, refreshToken, at);
        if (!found) return;
        await end(tx, found.row, 'logout', at);
        await recordAudit(tx, sessionEntry('auth.logout', found.row, meta));
      });
    },
  };
}

function openSession(row: Pick<SessionRow, 'id' | 'userId' | 'counter' | 'hmacKey'>): OpenSession {
  const { id: sessionId, userId, counter, hmacKey } = row;
  return { sessionId, userId, refreshToken: encodeRefreshToken({ sessionId, counter }, hmacKey) };
}

/** The living session of a token that is truly ours, locked: parallel refreshes go one after the other. */
async function lockSession(
  tx: Transaction,
  refreshToken: string,
  at: Date,
): Promise<{ row: SessionRow; counter: number } | null> {
  const token = decodeRefreshToken(refreshToken);
  if (!token) return null;
  const [row] = await tx
    .select()
    .from(sessions)
    .where(and(eq(sessions.id, token.sessionId), isNull(sessions.revokedAt)))
    .for('update');
  if (!row || !token.isSignedBy(row.hmacKey) || token.counter > row.counter) return null;
  if (row.idleExpiresAt <= at || row.expiresAt <= at) return null;
  return { row, counter: token.counter };
}

async function step(tx: Transaction, row: SessionRow, at: Date): Promise<SessionRow> {
  const changes = {
    counter: row.counter + 1,
    refreshedAt: at,
    idleExpiresAt: new Date(at.getTime() + IDLE_LIFE_MS),
  };
  await tx.update(sessions).set(changes).where(eq(sessions.id, row.id));
  return { ...row, ...changes };
}

async function end(tx: Transaction, row: SessionRow, reason: string, at: Date): Promise<void> {
  await tx
    .update(sessions)
    .set({ revokedAt: at, revokedReason: reason })
    .where(eq(sessions.id, row.id));
}

function sessionEntry(action: string, row: SessionRow, meta: RequestMeta) {
  return { meta, userId: row.userId, orgId: null, action, entityType: 'session', entityId: row.id };
}
