import { AppError } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import type { UserRow } from './auth-service.ts';
import type { Passwords } from './passwords.ts';
import { refuseBeyond } from './refuse-beyond.ts';

export interface ConfirmPasswordDeps {
  db: Queryable;
  passwords: Passwords;
  rateLimiter: RateLimiter;
}

/** Whoever found an access token shall not find the password by it. */
const PASSWORD_GUESSES: Limit = { capacity: 10, refillPerMinute: 1 };

/** Throws `wrong_password`, written down as `failure`, or `rate_limited` after some of them. */
export async function confirmPassword(
  { db, passwords, rateLimiter }: ConfirmPasswordDeps,
  actor: UserActor,
  { user, password, failure }: { user: UserRow; password: string; failure: string },
): Promise<void> {
  const guesses = `password:${user.id}`;
  await refuseBeyond(rateLimiter, guesses, PASSWORD_GUESSES);
  const isRight =
    user.passwordHash !== null && (await passwords.verify(user.passwordHash, password));
  if (!isRight) {
    const entity = { entityType: 'user', entityId: user.id };
    await recordAudit(db, { actor, orgId: null, action: failure, ...entity });
    throw new AppError('wrong_password', 'The present password is wrong.');
  }
  await rateLimiter.reset(guesses);
}
