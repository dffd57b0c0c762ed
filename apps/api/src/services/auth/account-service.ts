import { and, eq } from 'drizzle-orm';

import {
  AppError,
  type ChangePasswordBody,
  type PageQuery,
  type UpdateMeBody,
} from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import { userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { assertStillValid } from '../credentials.ts';
import type { Cursors } from '../cursors.ts';
import type { Page } from '../list-page.ts';
import type { MailOutbox } from '../mail/mail-outbox.ts';
import { NOTICE_LIFE_MS, passwordChangedMail } from '../mail/messages.ts';
import { notFound } from '../not-found.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import type { UserRow } from './auth-service.ts';
import { confirmPassword } from './confirm-password.ts';
import { dropTokens } from './email-tokens.ts';
import { endSession, endSessionsOf, listSessions, type SessionRow } from './open-sessions.ts';
import type { Passwords } from './passwords.ts';

/** What users do with their own account; an API key has none, and is answered `forbidden`. */
export interface AccountService {
  update(actor: Actor, body: UpdateMeBody): Promise<UserRow>;
  /** Ends all other sessions, and tells the user by mail. Throws `wrong_password`, or `conflict` where it was changed meanwhile. */
  changePassword(actor: Actor, body: ChangePasswordBody): Promise<void>;
  /** Where the user is signed in, the latest sign-in first. */
  sessions(actor: Actor, page: PageQuery): Promise<Page<SessionRow>>;
  /** Throws `not_found` for a session that has ended or is somebody else's. */
  endSession(actor: Actor, sessionId: string): Promise<void>;
}

export interface AccountDeps {
  db: Database;
  now: () => Date;
  cursors: Cursors;
  mails: MailOutbox;
  passwords: Passwords;
  rateLimiter: RateLimiter;
  /** Named in mails. */
  studioUrl: string;
}

export function createAccountService(deps: AccountDeps): AccountService {
  const { db, now, passwords } = deps;
  return {
    async update(actor, body) {
      const { userId } = userOf(actor);
      return db.transaction(async (tx) => {
        await assertStillValid(tx, actor, now());
        const before = await findUser(tx, userId, { lock: true });
        const [user] = await tx.update(users).set(body).where(eq(users.id, userId)).returning();
        if (!user) throw gone();
        const metadata = { before: profileOf(before), after: profileOf(user) };
        await recordAudit(tx, { actor, ...entry('user.updated', userId), metadata });
        return user;
      });
    },

    async changePassword(actor, { currentPassword, newPassword }) {
      const { userId, sessionId } = userOf(actor);
      await assertStillValid(db, actor, now());
      const user = await findUser(db, userId);
      const { email, passwordHash: currentHash } = user;
      const failure = 'auth.password_change_failed';
      await confirmPassword(deps, userOf(actor), { user, password: currentPassword, failure });
      const passwordHash = await passwords.hash(newPassword);
      await db.transaction(async (tx) => {
        const isUnchanged = and(eq(users.id, userId), eq(users.passwordHash, currentHash ?? ''));
        const { rowCount } = await tx.update(users).set({ passwordHash }).where(isUnchanged);
        if (rowCount === 0) throw new AppError('conflict', 'The password was changed meanwhile.');
        const at = now();
        const ended = { reason: 'password_changed', at, except: sessionId };
        const endedSessions = await endSessionsOf(tx, userId, ended);
        await dropTokens(tx, userId, 'password_reset');
        const notice = passwordChangedMail(email, deps.studioUrl);
        await deps.mails.add(tx, notice, new Date(at.getTime() + NOTICE_LIFE_MS));
        const metadata = { endedSessions };
        await recordAudit(tx, { actor, ...entry('auth.password_changed', userId), metadata });
      });
    },

    sessions: (actor, page) =>
      listSessions(db, deps.cursors, { userId: userOf(actor).userId, page, now: now() }),

    async endSession(actor, sessionId) {
      const { userId } = userOf(actor);
      await db.transaction(async (tx) => {
        // Whoever took a token of a session that ended shall not sign its owner out.
        await assertStillValid(tx, actor, now());
        const isEnded = await endSession(tx, { userId, sessionId, now: now() });
        if (!isEnded) throw notFound('session');
        const revoked = { action: 'auth.session_revoked', entityType: 'session' };
        await recordAudit(tx, { actor, orgId: null, ...revoked, entityId: sessionId });
      });
    },
  };
}

async function findUser(
  db: Pick<Database, 'select'>,
  userId: string,
  { lock = false } = {},
): Promise<UserRow> {
  const query = db.select().from(users).where(eq(users.id, userId));
  const [user] = await (lock ? query.for('update') : query);
  if (!user) throw gone();
  return user;
}

function gone(): AppError {
  return new AppError('unauthenticated', 'This account does not exist any more.');
}

function profileOf({ name, avatarUrl }: UserRow) {
  return { name, avatarUrl };
}

function entry(action: string, userId: string) {
  return { action, orgId: null, entityType: 'user', entityId: userId };
}
