/** A bucket that holds `capacity` requests and fills up again at a steady rate. */
export interface Limit {
  capacity: number;
  refillPerMinute: number;
}

export interface Allowance {
  allowed: boolean;
  remaining: number;
  /** Until the next request would be allowed; 0 when this one was. */
  retryAfterMs: number;
}

/** One of the bucket of that key. */
export interface Wanted {
  key: string;
  limit: Limit;
}

/** Counts by key. One process counts by itself; a shared store can stand behind the same calls. */
export interface RateLimiter {
  take(key: string, limit: Limit): Promise<Allowance>;
  /**
   * In one go, from one bucket after the other until one has nothing: those behind it lose nothing. Answers for each
   * that was asked, in their order.
   */
  takeEach(wanted: readonly Wanted[]): Promise<Allowance[]>;
  /** Forgets what was taken, such as failed attempts after a success. */
  reset(key: string): Promise<void>;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Oldest buckets are dropped beyond this, so that many addresses cannot fill the memory. */
const MAX_BUCKETS = 50_000;
const MINUTE_MS = 60_000;

export function createMemoryRateLimiter(now: () => Date): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    take: (key, limit) => Promise.resolve(takeOne({ key, limit })),
    takeEach(wanted) {
      const taken: Allowance[] = [];
      for (const one of wanted) {
        const allowance = takeOne(one);
        taken.push(allowance);
        if (!allowance.allowed) break;
      }
      return Promise.resolve(taken);
    },
    reset(key) {
      buckets.delete(key);
      return Promise.resolve();
    },
  };

  function takeOne({ key, limit: { capacity, refillPerMinute } }: Wanted): Allowance {
    const at = now().getTime();
    const kept = buckets.get(key);
    // The clock of a machine may be set back, which takes nothing from anybody.
    const elapsedMs = kept ? Math.max(0, at - kept.at) : 0;
    const refilled = (elapsedMs / MINUTE_MS) * refillPerMinute;
    const tokens = Math.min(capacity, (kept?.tokens ?? capacity) + refilled);
    const allowed = tokens >= 1;
    const left = allowed ? tokens - 1 : tokens;
    // Taken out and put back, the map's order is that of last use.
    buckets.delete(key);
    buckets.set(key, { tokens: left, at });
    dropOldest(buckets);
    return {
      allowed,
      remaining: Math.floor(left),
      retryAfterMs: allowed ? 0 : Math.ceil(((1 - left) / refillPerMinute) * MINUTE_MS),
    };
  }
}

function dropOldest(buckets: Map<string, Bucket>): void {
  const [oldest] = buckets.keys();
  if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
}
