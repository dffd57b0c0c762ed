import { Redis } from 'ioredis';

import type { Allowance, Limit, RateLimiter } from '../../services/rate-limiter.ts';

export interface SharedRateLimiter extends RateLimiter {
  /** False while Redis does not answer and this process counts alone. */
  isShared(): boolean;
  close(): void;
}

export interface RedisRateLimiterOptions {
  url: string;
  /** Counts while Redis does not answer. */
  fallback: RateLimiter;
  /** Told once when Redis is lost. */
  onLost(error: Error): void;
  onFound(): void;
}

const PREFIX = 'promptly:rate:';
/** A request waits this long for its count; then the fallback counts it. */
const ANSWER_TIMEOUT_MS = 250;
const RECONNECT_MAX_MS = 2_000;

/** A bucket under Redis's own clock, which all processes share; it goes when it would be full again. */
const TAKE = `
local capacity, perMs = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local bucket = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local elapsed = math.max(0, now - (tonumber(bucket[2]) or now))
local tokens = math.min(capacity, (tonumber(bucket[1]) or capacity) + elapsed * perMs)
local allowed = 0
if tokens >= 1 then
  allowed = 1
  tokens = tokens - 1
end
redis.call('HSET', KEYS[1], 'tokens', tostring(tokens), 'at', tostring(now))
redis.call('PEXPIRE', KEYS[1], math.ceil((capacity - tokens) / perMs) + 1000)
return { allowed, tostring(tokens) }
`;

/** Buckets that all processes share. While Redis does not answer, each process counts by itself. */
export function createRedisRateLimiter(options: RedisRateLimiterOptions): SharedRateLimiter {
  const { fallback } = options;
  const redis = new Redis(options.url, {
    ...{ maxRetriesPerRequest: 0, enableOfflineQueue: false, commandTimeout: ANSWER_TIMEOUT_MS },
    retryStrategy: (attempt) => Math.min(attempt * 100, RECONNECT_MAX_MS),
  });
  let isLost = false;
  // What goes wrong shows at the next command as well; without a listener it would end the process.
  redis.on('error', lose);
  redis.on('ready', find);

  return {
    take: (key, limit) =>
      shared(
        async () => toAllowance(await run(key, limit), limit),
        () => fallback.take(key, limit),
      ),
    async reset(key) {
      await fallback.reset(key);
      await shared(
        async () => void (await redis.del(PREFIX + key)),
        () => Promise.resolve(),
      );
    },
    isShared: () => !isLost,
    close: () => redis.disconnect(),
  };

  async function shared<T>(ask: () => Promise<T>, otherwise: () => Promise<T>): Promise<T> {
    // At the start it is on its way, which the first requests wait for no longer than for an answer.
    if (redis.status !== 'ready' && isLost) return otherwise();
    try {
      return await ask();
    } catch (error) {
      lose(error as Error);
      return otherwise();
    }
  }

  function run(key: string, { capacity, refillPerMinute }: Limit): Promise<unknown> {
    return redis.eval(TAKE, 1, PREFIX + key, capacity, refillPerMinute / 60_000);
  }

  function lose(error: Error): void {
    if (isLost) return;
    isLost = true;
    options.onLost(error);
  }

  function find(): void {
    if (!isLost) return;
    isLost = false;
    options.onFound();
  }
}

function toAllowance(answer: unknown, { refillPerMinute }: Limit): Allowance {
  const [allowed, text] = answer as [number, string];
  const left = Number(text);
  return {
    allowed: allowed === 1,
    remaining: Math.floor(left),
    retryAfterMs: allowed === 1 ? 0 : Math.ceil(((1 - left) / refillPerMinute) * 60_000),
  };
}
