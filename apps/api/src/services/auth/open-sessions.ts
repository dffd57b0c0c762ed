import { and, eq, exists, getTableColumns, gt, isNull, ne, or, type SQL } from 'drizzle-orm';

import type { PageQuery } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { foreignSessions, sessions } from '../../db/schema/index.ts';
import type { Cursors } from '../cursors.ts';
import { listPage, type Page } from '../list-page.ts';

export type SessionRow = typeof sessions.$inferSelect;

/** A page of the sessions in which a user is signed in or, by a token of another service, can go on, the latest sign-in first. */
export async function listSessions(
  db: Queryable,
  cursors: Cursors,
  { userId, page, now }: { userId: string; page: PageQuery; now: Date },
): Promise<Page<SessionRow>> {
  const where = and(eq(sessions.userId, userId), isOpen(db, now));
  const keyset = [sessions.createdAt, sessions.id];
  const list = { scope: 'sessions', filters: { userId }, page, where, keyset };
  return listPage(cursors, list, (position) =>
    db.select({ ...getTableColumns(sessions), position }).from(sessions),
  );
}

/** False where the user has no such open session. */
export async function endSession(
  db: Queryable,
  { userId, sessionId, now }: { userId: string; sessionId: string; now: Date },
): Promise<boolean> {
  const { rowCount } = await db
    .update(sessions)
    .set({ revokedAt: now, revokedReason: 'revoked' })
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId), isOpen(db, now)));
  return rowCount === 1;
}

/** Ends all sessions of a user, or all but one, and tells how many. */
export async function endSessionsOf(
  db: Queryable,
  userId: string,
  { reason, at, except }: { reason: string; at: Date; except?: string },
): Promise<number> {
  const isOther = except === undefined ? undefined : ne(sessions.id, except);
  const { rowCount } = await db
    .update(sessions)
    .set({ revokedAt: at, revokedReason: reason })
    .where(and(eq(sessions.userId, userId), isOpen(db, at), isOther));
  return rowCount ?? 0;
}

function isOpen(db: Queryable, now: Date): SQL | undefined {
  // Between two tokens of its issuer it is idle, and the next one would go on with it.
  const isForeign = exists(
    db
      .select({ id: foreignSessions.sessionId })
      .from(foreignSessions)
      .where(eq(foreignSessions.sessionId, sessions.id)),
  );
  return and(
    isNull(sessions.revokedAt),
    or(gt(sessions.idleExpiresAt, now), isForeign),
    gt(sessions.expiresAt, now),
  );
}
