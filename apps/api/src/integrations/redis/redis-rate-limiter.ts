import { Redis } from 'ioredis';

import type { Allowance, Limit, RateLimiter, Wanted } from '../../services/rate-limiter.ts';

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

/** Buckets under Redis's own clock, which all processes share; each goes when it would be full again. */
const TAKE = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local answers = {}
for i, key in ipairs(KEYS) do
  local capacity, perMs = tonumber(ARGV[2 * i - 1]), tonumber(ARGV[2 * i])
  local bucket = redis.call('HMGET', key, 'tokens', 'at')
  local elapsed = math.max(0, now - (tonumber(bucket[2]) or now))
  local tokens = math.min(capacity, (tonumber(bucket[1]) or capacity) + elapsed * perMs)
  local allowed = 0
  if tokens >= 1 then
    allowed = 1
    tokens = tokens - 1
  end
  redis.call('HSET', key, 'tokens', tostring(tokens), 'at', tostring(now))
  redis.call('PEXPIRE', key, math.ceil((capacity - tokens) / perMs) + 1000)
  answers[i] = { allowed, tostring(tokens) }
  if allowed == 0 then break end
end
return answers
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
    async take(key, limit) {
      const [taken] = await takeEach([{ key, limit }]);
      return taken!;
    },
    takeEach,
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

  function takeEach(wanted: readonly Wanted[]): Promise<Allowance[]> {
    return shared(
      () => run(wanted),
      () => fallback.takeEach(wanted),
    );
  }

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

  async function run(wanted: readonly Wanted[]): Promise<Allowance[]> {
    const keys = wanted.map(({ key }) => PREFIX + key);
    const limits = wanted.flatMap(({ limit }) => [limit.capacity, limit.refillPerMinute / 60_000]);
    const answers = (await redis.eval(TAKE, keys.length, ...keys, ...limits)) as BucketAnswer[];
    return answers.flatMap((answer, i) => {
      const one = wanted[i];
      return one ? [toAllowance(answer, one.limit)] : [];
    });
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

type BucketAnswer = [allowed: number, tokens: string];

function toAllowance([allowed, text]: BucketAnswer, { refillPerMinute }: Limit): Allowance {
  const left = Number(text);
  return {
    allowed: allowed === 1,
    remaining: Math.floor(left),
    retryAfterMs: allowed === 1 ? 0 : Math.ceil(((1 - left) / refillPerMinute) * 60_000),
  };
}
