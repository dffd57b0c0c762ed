import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { nextAttempt, parseRetryAfter } from './schedule.ts';

const DAY_MS = 24 * 60 * 60_000;
const at = new Date('2026-11-23T10:00:00Z');
const first = { tries: 1, at, retryAfterMs: null };

test('ten attempts are made over more than three days', () => {
  let time = at;
  let attempts = 1;
  for (;;) {
    const next = nextAttempt({ tries: attempts, at: time, retryAfterMs: null }, () => 0);
    if (!next) break;
    time = next;
    attempts += 1;
  }
  expect(attempts).toBe(10);
  expect(time.getTime() - at.getTime()).toBeGreaterThan(3 * DAY_MS);
});

test('an attempt is late by a tenth of its delay at most, and never early', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
      const delayMs = (nextAttempt(first, () => random)?.getTime() ?? 0) - at.getTime();
      expect(delayMs).toBeGreaterThanOrEqual(5_000);
      expect(delayMs).toBeLessThanOrEqual(5_500);
    }),
  );
});

describe('Retry-After', () => {
  test.each([
    ['120', 120_000],
    [' 7 ', 7_000],
    ['Mon, 23 Nov 2026 10:01:00 GMT', 60_000],
    ['Mon, 23 Nov 2026 09:00:00 GMT', null],
    ['0', null],
    ['-5', null],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j asks for %j ms', (header, expected) => {
    expect(parseRetryAfter(header, at)).toBe(expected);
  });

  test('whatever it says, the next attempt is within a day', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.nat().map(String), fc.date().map(String)), (header) => {
        const retryAfterMs = parseRetryAfter(header, at);
        const next = nextAttempt({ ...first, retryAfterMs }, () => 0);
        const delayMs = (next?.getTime() ?? 0) - at.getTime();
        expect(delayMs).toBeGreaterThanOrEqual(5_000);
        expect(delayMs).toBeLessThanOrEqual(DAY_MS);
      }),
    );
  });
});
