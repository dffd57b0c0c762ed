import type { RequestHandler } from 'express';

import { clientNetwork } from '../services/client-network.ts';
import type { Limit, RateLimiter } from '../services/rate-limiter.ts';

/** A page is some thirty files, and a studio that is open asks for pages all the time. */
const REQUESTS_PER_CALL = 5;

/** Answers 429 beyond so many requests of a client; `callsPerMinute` are what the API allows, 0 is no limit. */
export function limitRequests(
  limiter: RateLimiter,
  callsPerMinute: number,
  refusalHeaders: Readonly<Record<string, string>>,
): RequestHandler {
  const perMinute = callsPerMinute * REQUESTS_PER_CALL;
  const limit: Limit = { capacity: perMinute, refillPerMinute: perMinute };
  return async (req, res, next) => {
    if (perMinute === 0) return next();
    const key = `preview:${clientNetwork(req.ip ?? null)}`;
    const { allowed, retryAfterMs } = await limiter.take(key, limit);
    if (allowed) return next();
    res
      .status(429)
      .set({ ...refusalHeaders, 'Retry-After': String(Math.ceil(retryAfterMs / 1000)) })
      .type('text/plain')
      .send('Too many requests. Wait a little.');
  };
}
