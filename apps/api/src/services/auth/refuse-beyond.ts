import { AppError } from '@promptly/common';

import type { Limit, RateLimiter } from '../rate-limiter.ts';

/** Counts an attempt. Throws `rate_limited` beyond the limit, except where the caller is exempt. */
export async function refuseBeyond(
  limiter: RateLimiter,
  key: string,
  limit: Limit,
  isExempt = () => Promise.resolve(false),
): Promise<void> {
  const { allowed, retryAfterMs } = await limiter.take(key, limit);
  if (allowed || (await isExempt())) return;
  throw new AppError('rate_limited', 'Too many attempts. Wait a little.', {
    retryAfterSeconds: Math.ceil(retryAfterMs / 1000),
  });
}
