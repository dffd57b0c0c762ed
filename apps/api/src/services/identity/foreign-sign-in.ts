import { randomBytes } from 'node:crypto';

import { and, eq, isNull } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { foreignSessions, sessions, users } from '../../db/schema/index.ts';
import type { ForeignToken, ForeignTokens } from '../../integrations/oauth/foreign-tokens.ts';
import { userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { RequestMeta } from '../audit.ts';
import { assertRecentSignIn } from '../auth/recent-sign-in.ts';
import { assertStillValid } from '../credentials.ts';
import { linkArrival, signInArrival, type ArrivalDeps } from './arrivals.ts';

/** Takes bearer tokens that another service issued. */
export interface ForeignSignIn {
  /** Told by its issuer, without looking whether it is valid. */
  knows(token: string): boolean;
  /**
   * Whose token it is; an account is made or linked at its first use, as after signing in. Throws `unauthenticated`,
   * also where no account may be made or linked, `token_expired` or `unavailable`.
   */
  verify(token: string, meta: RequestMeta): Promise<{ userId: string; sessionId: string }>;
  /**
   * Links the account of a token to whom is signed in, also one that they unlinked, and that no sign-in there brings back.
   * Throws `validation_failed` for a token that is not taken, `reauthentication_required` where the sign-in is older than
   * ten minutes, `already_linked` or `unavailable`; an API key is answered `forbidden`.
   */
  link(actor: Actor, token: string, meta: RequestMeta): Promise<void>;
}

interface ForeignSession {
  userId: string;
  sessionId: string;
  idleExpiresAt: Date;
  revokedAt: Date | null;
  /** Of the account. */
  deletedAt: Date | null;
}

/** After its last token, for how long it is remembered that a session was ended here. */
const REMEMBERED_MS = 90 * 24 * 60 * 60_000;
const HMAC_KEY_BYTES = 32;

/**
 * Each session there has a session here, which lasts as long as its newest token: it is listed, can be ended, and what
 * was opened with it ends with it.
 */
export function createForeignSignIn(deps: ArrivalDeps, tokens: ForeignTokens): ForeignSignIn {
  return {
    knows: (token) => tokens.knows(token),

    async verify(token, meta) {
      const foreign = await tokens.verify(token);
      const known = await findSession(deps.db, foreign);
      if (!known) return begin(foreign, meta);
      if (known.revokedAt) {
        throw new AppError('unauthenticated', 'This session was ended here: sign in again.');
      }
      if (known.deletedAt) throw accountDeleted();
      if (foreign.expiresAt > known.idleExpiresAt) await prolong(known.sessionId, foreign);
      return { userId: known.userId, sessionId: known.sessionId };
    },

    async link(actor, token, meta) {
      const { userId, sessionId } = userOf(actor);
      const now = deps.now();
      await assertStillValid(deps.db, actor, now);
      await assertRecentSignIn(deps.db, sessionId, { now, purpose: 'link the account' });
      const { provider, identity } = await verifyGiven(token);
      await linkArrival(deps, { provider, identity, tokens: null }, { userId, sessionId }, meta);
    },
  };

  /** A token that is not what the caller came with: it says nothing of their session where it is refused. */
  async function verifyGiven(token: string): Promise<ForeignToken> {
    try {
      return await tokens.verify(token);
    } catch (error) {
      if (!(error instanceof AppError) || error.status !== 401) throw error;
      const issues = [{ in: 'body', path: 'token', message: error.message }];
      throw new AppError('validation_failed', `token: ${error.message}`, { issues });
    }
  }

  async function begin(foreign: ForeignToken, meta: RequestMeta) {
    const { provider, identity } = foreign;
    const arrival = { provider, identity, tokens: null };
    try {
      const { session } = await signInArrival(deps, arrival, meta, (tx, userId, link) =>
        openSession(tx, foreign, { userId, linkedAccountId: link.id, meta }),
      );
      return { userId: session.userId, sessionId: session.sessionId };
    } catch (error) {
      // The first calls of a new client come together: one of them opens the session.
      const opened = await findSession(deps.db, foreign);
      if (opened && !opened.revokedAt && !opened.deletedAt)
        return { userId: opened.userId, sessionId: opened.sessionId };
      if (!(error instanceof AppError)) throw error;
      const { message, code: reason } = error;
      throw new AppError('unauthenticated', message, { reason });
    }
  }

  async function openSession(
    tx: Transaction,
    { sessionKey, expiresAt }: ForeignToken,
    {
      userId,
      linkedAccountId,
      meta,
    }: { userId: string; linkedAccountId: string; meta: RequestMeta },
  ) {
    const at = deps.now();
    // Signing in keeps an account that is to be erased; a program that only goes on sending its token does not.
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    if (user?.deletedAt) throw accountDeleted();
    const sessionId = newId('session');
    await tx.insert(sessions).values({
      ...{ id: sessionId, userId, createdAt: at, refreshedAt: at, idleExpiresAt: expiresAt },
      // Nothing is ever signed with it: such a session has no refresh token of ours.
      hmacKey: randomBytes(HMAC_KEY_BYTES),
      expiresAt: rememberedUntil(at),
      ...{ ip: meta.ip, userAgent: meta.userAgent },
    });
    await tx.insert(foreignSessions).values({ sessionId, linkedAccountId, sessionKey });
    return { kind: 'user', userId, sessionId } as const;
  }

  async function prolong(sessionId: string, { expiresAt }: ForeignToken): Promise<void> {
    const at = deps.now();
    const isOpen = and(eq(sessions.id, sessionId), isNull(sessions.revokedAt));
    await deps.db
      .update(sessions)
      .set({ refreshedAt: at, idleExpiresAt: expiresAt, expiresAt: rememberedUntil(at) })
      .where(isOpen);
  }
}

async function findSession(
  db: Database,
  { sessionKey }: ForeignToken,
): Promise<ForeignSession | undefined> {
  const [row] = await db
    .select({
      ...{ userId: sessions.userId, sessionId: sessions.id },
      ...{ idleExpiresAt: sessions.idleExpiresAt, revokedAt: sessions.revokedAt },
      deletedAt: users.deletedAt,
    })
    .from(foreignSessions)
    .innerJoin(sessions, eq(sessions.id, foreignSessions.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(foreignSessions.sessionKey, sessionKey));
  return row;
}

function accountDeleted(): AppError {
  return new AppError('unauthenticated', 'This account was deleted.');
}

function rememberedUntil(at: Date): Date {
  return new Date(at.getTime() + REMEMBERED_MS);
}
