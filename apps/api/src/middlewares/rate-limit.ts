import type { Response } from 'express';

import { AppError } from '@promptly/common';

import type { RateLimitName } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import { clientNetwork } from '../services/client-network.ts';
import type { Limit, RateLimiter, Wanted } from '../services/rate-limiter.ts';

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

/** Requests a minute; 0 lets everything through. */
export interface RequestLimitRates {
  /** Of each principal. */
  each: number;
  /** Of all requests to the instance together. */
  all: number;
}

/** What the pipeline counts requests with; all but `byOrg` and `named` also of the instance. All throw `rate_limited`. */
export interface RequestLimits {
  /** Of callers that are not known. */
  byAddress(ip: string | null, res: Response): Promise<void>;
  /** Credentials that are wrong, or that nobody has proven so far, by address: of what another caller has they spend only what all share. */
  unproven(ip: string | null, res: Response): Promise<void>;
  byPrincipal(actor: Actor, res: Response): Promise<void>;
  /** The members and keys of an organization together, whichever of its things they ask for. */
  byOrg(orgId: string): Promise<void>;
  /** A stricter limit of one route, by address, and of all addresses together: it costs much. */
  named(name: RateLimitName, ip: string | null, res: Response): Promise<void>;
}

export function createRequestLimits(limiter: RateLimiter, rates: RequestLimitRates): RequestLimits {
  const known = perMinute(rates.each);
  const unknown = perMinute(Math.ceil(rates.each / 2));
  const ofInstance: Wanted = { key: 'instance', limit: perMinute(rates.all) };
  /** A request counts once of the instance, also where it counts for its credentials and for its caller. */
  const counted = new WeakSet<Response>();
  return {
    byAddress: (ip, res) => count(res, { key: `address:${clientNetwork(ip)}`, limit: unknown }),
    unproven: (ip, res) => count(res, { key: `credentials:${clientNetwork(ip)}`, limit: unknown }),
    byPrincipal: (actor, res) => count(res, { key: principalOf(actor), limit: known }),
    byOrg: (orgId) => take(null, [{ key: orgId, limit: times(known, ORG_FACTOR) }]),
    named: (name, ip, res) =>
      take(res, [
        { key: `${name}:${clientNetwork(ip)}`, limit: NAMED_LIMITS[name] },
        { key: name, limit: times(NAMED_LIMITS[name], ALL_ADDRESSES_FACTOR) },
      ]),
  };

  /** The caller's own comes first: who is beyond it takes nothing from all the others. */
  async function count(res: Response, own: Wanted): Promise<void> {
    const isCounted = counted.has(res);
    counted.add(res);
    await take(res, isCounted ? [own] : [own, ofInstance]);
  }

  /** The headers tell of the first limit: of what many have together, each is told what is their own. */
  async function take(res: Response | null, wanted: readonly Wanted[]): Promise<void> {
    const asked = wanted.filter((one) => (one === ofInstance ? rates.all : rates.each) > 0);
    const [first] = asked;
    if (!first) return;
    const taken = await limiter.takeEach(asked);
    if (res && taken[0]) tellOf(res, first.limit, taken[0].remaining);
    const refused = taken.find(({ allowed }) => !allowed);
    if (refused) throw tooManyRequests(refused.retryAfterMs);
  }
}

function tellOf(res: Response, { capacity, refillPerMinute }: Limit, remaining: number): void {
  res.set('RateLimit-Limit', String(capacity));
  res.set('RateLimit-Remaining', String(remaining));
  const refillSeconds = ((capacity - remaining) / refillPerMinute) * 60;
  res.set('RateLimit-Reset', String(Math.ceil(refillSeconds)));
}

function perMinute(requests: number): Limit {
  return { capacity: requests, refillPerMinute: requests };
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
