import { expect, test } from '@jest/globals';

import { createMemoryRateLimiter } from './rate-limiter.ts';

const limit = { capacity: 3, refillPerMinute: 60 };

function setUp() {
  let at = 0;
  const limiter = createMemoryRateLimiter(() => new Date(at));
  return { limiter, wait: (ms: number) => (at += ms) };
}

test('a key has its capacity at once, then what time gives back', async () => {
  const { limiter, wait } = setUp();
  const take = async () => (await limiter.take('a', limit)).allowed;
  expect([await take(), await take(), await take(), await take()]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  wait(999);
  expect(await take()).toBe(false);
  wait(1);
  expect([await take(), await take()]).toEqual([true, false]);
});

test('a refusal says how long to wait, and waiting that long is enough', async () => {
  const { limiter, wait } = setUp();
  for (let i = 0; i < 3; i += 1) await limiter.take('a', limit);
  const { allowed, remaining, retryAfterMs } = await limiter.take('a', limit);
  expect([allowed, remaining, retryAfterMs]).toEqual([false, 0, 1_000]);
  wait(retryAfterMs);
  expect((await limiter.take('a', limit)).allowed).toBe(true);
});

test('a clock that is set back takes nothing away, and what time gives back goes on from there', async () => {
  const { limiter, wait } = setUp();
  await limiter.take('a', limit);
  wait(-3_600_000);
  expect(await limiter.take('a', limit)).toMatchObject({ allowed: true, remaining: 1 });
  expect(await limiter.take('a', limit)).toMatchObject({ allowed: true, remaining: 0 });
  expect(await limiter.take('a', limit)).toMatchObject({ allowed: false, retryAfterMs: 1_000 });
  wait(1_000);
  expect((await limiter.take('a', limit)).allowed).toBe(true);
});

test('keys do not count for each other, and a rest never gives more than the capacity', async () => {
  const { limiter, wait } = setUp();
  for (let i = 0; i < 4; i += 1) await limiter.take('a', limit);
  expect((await limiter.take('b', limit)).remaining).toBe(2);
  wait(3_600_000);
  expect((await limiter.take('a', limit)).remaining).toBe(2);
});

test('in one go, who has nothing left in the first bucket takes nothing from those behind it', async () => {
  const { limiter } = setUp();
  const own = { key: 'own', limit };
  const shared = { key: 'shared', limit: { capacity: 5, refillPerMinute: 60 } };
  for (let i = 0; i < 3; i += 1) {
    expect(await limiter.takeEach([own, shared])).toMatchObject([
      { allowed: true, remaining: 2 - i },
      { allowed: true, remaining: 4 - i },
    ]);
  }
  expect(await limiter.takeEach([own, shared])).toMatchObject([{ allowed: false }]);
  expect(await limiter.take('shared', shared.limit)).toMatchObject({ remaining: 1 });
  const other = { key: 'other', limit };
  await limiter.takeEach([other, shared]);
  expect(await limiter.takeEach([other, shared])).toMatchObject([
    { allowed: true, remaining: 1 },
    { allowed: false, retryAfterMs: 1_000 },
  ]);
});

test('a reset forgets what was taken', async () => {
  const { limiter } = setUp();
  for (let i = 0; i < 4; i += 1) await limiter.take('a', limit);
  await limiter.reset('a');
  expect((await limiter.take('a', limit)).remaining).toBe(2);
});
