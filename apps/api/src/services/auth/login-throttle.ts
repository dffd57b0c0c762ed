import { AppError } from '@promptly/common';

import type { Limit, RateLimiter } from '../rate-limiter.ts';

/** One person who forgot; a room behind one address; and a guess spread over many addresses. */
const PER_ADDRESS_AND_ACCOUNT: Limit = { capacity: 10, refillPerMinute: 1 };
const PER_ADDRESS: Limit = { capacity: 200, refillPerMinute: 40 };
const PER_ACCOUNT: Limit = { capacity: 100, refillPerMinute: 5 };

/**
 * Counts an attempt to sign in; call what it returns after a success. Throws `rate_limited`.
 * An account is not locked for its owner by strangers' attempts: those count by address first.
 */
export async function throttleLogin(
  limiter: RateLimiter,
  { email, ip }: { email: string; ip: string | null },
): Promise<() => Promise<void>> {
  const pair = `login:${ip ?? ''}:${email}`;
  const limits: [string, Limit][] = [
    [pair, PER_ADDRESS_AND_ACCOUNT],
    [`login-address:${ip ?? ''}`, PER_ADDRESS],
    [`login-account:${email}`, PER_ACCOUNT],
  ];
  for (const [key, limit] of limits) {
    const { allowed, retryAfterMs } = await limiter.take(key, limit);
    if (allowed) continue;
    const retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
    throw new AppError('rate_limited', 'Too many attempts to sign in. Wait a little.', {
      retryAfterSeconds,
    });
  }
  return () => limiter.reset(pair);
}
