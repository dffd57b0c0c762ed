import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createBoundedCache } from './bounded-cache.ts';

const cacheOf = (maxBytes: number) =>
  createBoundedCache<string>({ maxBytes, bytesOf: (value) => value.length });

test('what was used longest ago leaves first', () => {
  const cache = cacheOf(16);
  for (const key of 'abcdefgh') cache.set(key, '12');
  cache.get('a');
  cache.set('i', '12');
  expect(cache.get('a')).toBe('12');
  expect(cache.get('b')).toBeUndefined();
  expect(cache.get('i')).toBe('12');
});

test('a value that would push out most others is not kept, nor is its predecessor', () => {
  const cache = cacheOf(16);
  cache.set('a', '1');
  cache.set('a', '123');
  expect(cache.get('a')).toBeUndefined();
});

test('it never holds more than its bytes, and answers only with what was set last', () => {
  const operation = fc.tuple(fc.constantFrom(...'abcdefghijklmnop'), fc.nat({ max: 12 }));
  fc.assert(
    fc.property(fc.array(operation), (operations) => {
      const cache = cacheOf(64);
      const model = new Map<string, string>();
      for (const [key, length] of operations) {
        const value = key.repeat(length);
        cache.set(key, value);
        model.set(key, value);
      }
      const held = [...model].filter(([key, value]) => {
        const found = cache.get(key);
        if (found !== undefined) expect(found).toBe(value);
        return found !== undefined;
      });
      expect(held.reduce((sum, [, value]) => sum + value.length, 0)).toBeLessThanOrEqual(64);
    }),
  );
});
