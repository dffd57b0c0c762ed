import { eq } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { sessions } from '../../db/schema/index.ts';

const RECENT_MS = 10 * 60_000;

/**
 * Before what an access token that somebody found shall not do. Throws `reauthentication_required` where the session
 * began more than ten minutes ago; `purpose` ends its message.
 */
export async function assertRecentSignIn(
  db: Queryable,
  sessionId: string,
  { now, purpose }: { now: Date; purpose: string },
): Promise<void> {
  const [session] = await db
    .select({ createdAt: sessions.createdAt })
    .from(sessions)
    .where(eq(sessions.id, sessionId));
  if (session && session.createdAt.getTime() >= now.getTime() - RECENT_MS) return;
  throw new AppError('reauthentication_required', `Sign in again, and then ${purpose}.`);
}
