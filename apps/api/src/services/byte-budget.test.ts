import { expect, test } from '@jest/globals';

import { createByteBudget } from './byte-budget.ts';

const budget = () => createByteBudget({ maxBytes: 100, maxBytesPerCaller: 40, freeBytes: 10 });

test('a caller has so many bytes in all its requests together, and others have theirs', () => {
  const bytes = budget();
  bytes.open('a').add(30);
  const second = bytes.open('a');
  second.add(25);
  expect(second.add(6)).toMatchObject({ code: 'rate_limited' });
  expect(bytes.open('b').add(50)).toBeUndefined();
});

test('all callers together have so many bytes', () => {
  const bytes = budget();
  for (const caller of ['a', 'b']) bytes.open(caller).add(50);
  bytes.open('c').add(30);
  const refused = { code: 'unavailable', details: { retryAfterSeconds: 5 } };
  expect(bytes.open('d').add(11)).toMatchObject(refused);
});

test('the first bytes of each request are taken when nothing else is', () => {
  const bytes = budget();
  for (const caller of ['a', 'b']) bytes.open(caller).add(50);
  bytes.open('c').add(30);
  for (let i = 0; i < 100; i += 1) expect(bytes.open('a').add(10)).toBeUndefined();
});

test('a request that is refused gives back what it took while its answer is still on its way', () => {
  const bytes = budget();
  const refused = bytes.open('a');
  refused.add(45);
  expect(refused.add(10)).toMatchObject({ code: 'rate_limited' });
  expect(refused.add(1_000)).toBeUndefined();
  expect(bytes.open('a').add(50)).toBeUndefined();
});

test('a request that is over gives back what it took, once, also one that was refused', () => {
  const bytes = budget();
  for (let i = 0; i < 10; i += 1) {
    const account = bytes.open('a');
    account.add(50);
    expect(account.add(1)).toBeDefined();
    account.close();
    account.close();
  }
  const late = bytes.open('a');
  late.close();
  late.add(1_000);
  expect(bytes.open('a').add(50)).toBeUndefined();
});
