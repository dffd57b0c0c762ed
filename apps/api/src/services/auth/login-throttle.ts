import { clientNetwork } from '../client-network.ts';
import type { Limit, RateLimiter } from '../rate-limiter.ts';
import { refuseBeyond } from './refuse-beyond.ts';

export interface LoginAttempt {
  email: string;
  ip: string | null;
  /** Whether somebody signed in to the account from this address before. */
  isKnownAddress: () => Promise<boolean>;
}

/** One person who forgot; a room behind one address; and a guess spread over many addresses. */
const PER_ADDRESS_AND_ACCOUNT: Limit = { capacity: 10, refillPerMinute: 1 };
const PER_ADDRESS: Limit = { capacity: 200, refillPerMinute: 40 };
const PER_ACCOUNT: Limit = { capacity: 100, refillPerMinute: 5 };

/**
 * Counts an attempt to sign in; call what it returns after a success. Throws `rate_limited`.
 * An account is not locked for its owner by strangers' attempts: those count by address first, and what they
 * use up of the account's own limit is asked of new addresses only.
 */
export async function throttleLogin(
  limiter: RateLimiter,
  { email, ip, isKnownAddress }: LoginAttempt,
): Promise<() => Promise<void>> {
  const client = clientNetwork(ip);
  const pair = `login:${client}:${email}`;
  await refuseBeyond(limiter, pair, PER_ADDRESS_AND_ACCOUNT);
  await refuseBeyond(limiter, `login-address:${client}`, PER_ADDRESS);
  await refuseBeyond(limiter, `login-account:${email}`, PER_ACCOUNT, isKnownAddress);
  return () => limiter.reset(pair);
}
