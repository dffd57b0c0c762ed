import type { Response } from 'express';

import { AppError } from '@promptly/common';

import type { RateLimitName } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import { clientNetwork } from '../services/client-network.ts';
import type { Limit, RateLimiter } from '../services/rate-limiter.ts';

/** A room full of people behind one address may sign up together; a script is slowed down. */
const NAMED_LIMITS: Record<RateLimitName, Limit> = {
  signup: { capacity: 100, refillPerMinute: 20 },
  // Two requests a sign-in, each of which may call a provider.
  oauth: { capacity: 200, refillPerMinute: 40 },
};

/** Of one caller's limit: what the people and keys of an organization have together. */
const ORG_FACTOR = 5;
/** Of one address's stricter limit: what all addresses have together. */
const ALL_ADDRESSES_FACTOR = 50;

/** What the pipeline counts requests with. All throw `rate_limited`. */
export interface RequestLimits {
  /** Of callers that are not known. */
  byAddress(ip: string | null, res: Response): Promise<void>;
  /** Credentials that are wrong, or that nobody has proven so far, by address: they spend nothing of what others have. */
  unproven(ip: string | null, res: Response): Promise<void>;
  byPrincipal(actor: Actor, res: Response): Promise<void>;
  /** The members and keys of an organization together, whichever of its things they ask for. */
  byOrg(orgId: string): Promise<void>;
  /** A stricter limit of one route, by address, and of all addresses together: it costs much. */
  named(name: RateLimitName, ip: string | null, res: Response): Promise<void>;
}

/** `perMinute` is for each principal; 0 lets everything through. */
export function createRequestLimits(limiter: RateLimiter, perMinute: number): RequestLimits {
  const known: Limit = { capacity: perMinute, refillPerMinute: perMinute };
  const unknown: Limit = {
    capacity: Math.ceil(perMinute / 2),
    refillPerMinute: Math.ceil(perMinute / 2),
  };
  return {
    byAddress: (ip, res) => take(res, `address:${clientNetwork(ip)}`, unknown),
    unproven: (ip, res) => take(res, `credentials:${clientNetwork(ip)}`, unknown),
    byPrincipal: (actor, res) => take(res, principalOf(actor), known),
    byOrg: (orgId) => takeShared(orgId, times(known, ORG_FACTOR)),
    async named(name, ip, res) {
      await take(res, `${name}:${clientNetwork(ip)}`, NAMED_LIMITS[name]);
      await takeShared(name, times(NAMED_LIMITS[name], ALL_ADDRESSES_FACTOR));
    },
  };

  /** Of what many have together; the headers tell each of what is their own. */
  async function takeShared(key: string, limit: Limit): Promise<void> {
    if (perMinute === 0) return;
    const { allowed, retryAfterMs } = await limiter.take(key, limit);
    if (!allowed) throw tooManyRequests(retryAfterMs);
  }

  async function take(res: Response, key: string, limit: Limit): Promise<void> {
    if (perMinute === 0) return;
    const { allowed, remaining, retryAfterMs } = await limiter.take(key, limit);
    res.set('RateLimit-Limit', String(limit.capacity));
    res.set('RateLimit-Remaining', String(remaining));
    const refillSeconds = ((limit.capacity - remaining) / limit.refillPerMinute) * 60;
    res.set('RateLimit-Reset', String(Math.ceil(refillSeconds)));
    if (!allowed) throw tooManyRequests(retryAfterMs);
  }
}

function times({ capacity, refillPerMinute }: Limit, factor: number): Limit {
  return { capacity: capacity * factor, refillPerMinute: refillPerMinute * factor };
}

function tooManyRequests(retryAfterMs: number): AppError {
  const retryAfterSeconds = Math.ceil(retryAfterMs / 1000);
  return new AppError('rate_limited', 'Too many requests. Wait a little.', { retryAfterSeconds });
}

/** The user or API key, as limits and idempotency keys tell callers apart. */
export function principalOf(actor: Actor): string {
  return actor.kind === 'user' ? actor.userId : actor.apiKeyId;
}
