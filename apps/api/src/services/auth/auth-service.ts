import { and, eq } from 'drizzle-orm';

import { AppError, type LoginBody, type SignupBody, type SignupRule } from '@promptly/common';

import type { Config } from '../../config.ts';
import type { Database } from '../../db/client.ts';
import { users } from '../../db/schema/index.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit, type RequestMeta } from '../audit.ts';
import type { AccessTokens } from '../keys/access-tokens.ts';
import { ACCESS_TOKEN_LIFE_S } from '../keys/signing-keys.ts';
import type { RateLimiter } from '../rate-limiter.ts';
import type { EmailVerification } from './email-verification.ts';
import { throttleLogin } from './login-throttle.ts';
import { completeAccount, hasNoAccount, insertAccount } from './new-account.ts';
import type { Passwords } from './passwords.ts';
import type { OpenSession, Sessions } from './sessions.ts';

export type UserRow = typeof users.$inferSelect;

export interface SignedIn {
  user: UserRow;
  accessToken: string;
  refreshToken: string;
  expiresInSeconds: number;
}

export interface AuthService {
  signupRule(): Promise<SignupRule>;
  /**
   * Makes the user and a first organization, and asks by mail whether the address is theirs. Throws `email_taken`,
   * `signup_closed`, and `link_expired` or `forbidden` for an invitation that is not valid, or another address's.
   */
  signup(body: SignupBody, meta: RequestMeta): Promise<SignedIn>;
  /** Throws `invalid_credentials` or `rate_limited`. */
  login(body: LoginBody, meta: RequestMeta): Promise<SignedIn>;
  /** Throws `unauthenticated` or `refresh_token_reused`. */
  refresh(refreshToken: string, meta: RequestMeta): Promise<SignedIn>;
  logout(refreshToken: string, meta: RequestMeta): Promise<void>;
  /** The tokens of a session that was opened in another way. */
  signedIn: (user: UserRow, session: OpenSession) => Promise<SignedIn>;
  /** Throws `unauthenticated` where the account is gone. */
  user(userId: string): Promise<UserRow>;
}

export interface AuthDeps {
  db: Database;
  now: () => Date;
  signupMode: Config['signup'];
  region: Config['region'];
  passwords: Passwords;
  sessions: Sessions;
  accessTokens: AccessTokens;
  rateLimiter: RateLimiter;
  emailVerification: Pick<EmailVerification, 'begin'>;
}

export function createAuthService(deps: AuthDeps): AuthService {
  const { db, now, passwords, sessions } = deps;

  return {
    async signupRule() {
      const isFirst = await hasNoAccount(db);
      return { mode: isFirst ? 'open' : deps.signupMode, isFirst };
    },

    async signup({ email, password, name = nameFrom(email), invitation }, meta) {
      const passwordHash = await passwords.hash(password);
      const { user, session } = await db.transaction(async (tx) => {
        const values = { email, name, passwordHash };
        const { signupMode } = deps;
        const made = await insertAccount(tx, values, { signupMode, invitation, at: now() });
        const opened = await sessions.open(tx, made.id, meta);
        await deps.emailVerification.begin(tx, made);
        await completeAccount(tx, actorOf(opened, meta), made, { region: deps.region });
        return { user: made, session: opened };
      });
      return signedIn(user, session);
    },

    async login({ email, password }, meta) {
      const succeeded = await throttleLogin(deps.rateLimiter, {
        ...{ email, ip: meta.ip },
        isKnownAddress: () => sessions.wereOpenedFrom(email, meta.ip),
      });
      const [user] = await db.select().from(users).where(eq(users.email, email));
      const matches = await passwords.verify(user?.passwordHash ?? null, password);
      if (!user || !matches) {
        const failed = entity('auth.login_failed', user?.id ?? 'unknown');
        await recordAudit(db, { meta, orgId: null, ...failed });
        throw invalidCredentials();
      }
      await succeeded();
      const session = await db.transaction(async (tx) => {
        // Before the session: a password that was changed since it was compared opens none.
        const isUnchanged = and(
          eq(users.id, user.id),
          eq(users.passwordHash, user.passwordHash ?? ''),
        );
        const { rowCount } = await tx.update(users).set({ lastLoginAt: now() }).where(isUnchanged);
        if (rowCount === 0) throw invalidCredentials();
        const opened = await sessions.open(tx, user.id, meta);
        const actor = actorOf(opened, meta);
        await recordAudit(tx, { actor, orgId: null, ...entity('auth.login', user.id) });
        return opened;
      });
      return signedIn(user, session);
    },

    async refresh(refreshToken, meta) {
      const session = await sessions.refresh(refreshToken, meta);
      return signedIn(await findUser(session.userId), session);
    },

    logout: (refreshToken, meta) => sessions.revoke(refreshToken, meta),
    signedIn,
    user: findUser,
  };

  async function findUser(userId: string): Promise<UserRow> {
    const [user] = await db.select().from(users).where(eq(users.id, userId));
    if (!user || user.deletedAt) {
      throw new AppError('unauthenticated', 'This account does not exist any more.');
    }
    return user;
  }

  async function signedIn(user: UserRow, session: OpenSession): Promise<SignedIn> {
    const accessToken = await deps.accessTokens.sign(session);
    const { refreshToken } = session;
    return { user, accessToken, refreshToken, expiresInSeconds: ACCESS_TOKEN_LIFE_S };
  }
}

function invalidCredentials(): AppError {
  return new AppError('invalid_credentials', 'The e-mail address or the password is wrong.');
}

function actorOf(session: OpenSession, meta: RequestMeta): UserActor {
  const { userId, sessionId } = session;
  return { kind: 'user', userId, sessionId, requestId: meta.requestId, ip: meta.ip };
}

function entity(action: string, userId: string) {
  return { action, entityType: 'user', entityId: userId };
}

function nameFrom(email: string): string {
  return email.slice(0, email.indexOf('@'));
}
