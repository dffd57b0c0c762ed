import { randomBytes } from 'node:crypto';

import { describe, expect, test } from '@jest/globals';

import { EnvelopeError } from './aes-gcm.ts';
import { createLocalKeyWrapper, kekIdOf } from './key-wrapper.ts';

const [older, newer] = [randomBytes(32), randomBytes(32)];
const before = createLocalKeyWrapper({ current: older, previous: null });
const during = createLocalKeyWrapper({ current: newer, previous: older });
const after = createLocalKeyWrapper({ current: newer, previous: null });
const key = randomBytes(32);

test('while a key is replaced, both open and the new one wraps', async () => {
  const wrapped = await before.wrap(key, 'a');
  expect(await during.unwrap(wrapped, 'a')).toEqual(key);
  const rewrapped = await during.wrap(key, 'a');
  expect(kekIdOf(rewrapped)).toBe(after.kekId);
  expect(await after.unwrap(rewrapped, 'a')).toEqual(key);
  expect([during, after].map((wrapper) => wrapper.knows(before.kekId))).toEqual([true, false]);
});

describe('it refuses', () => {
  test('what another key wrapped, naming that one and its own', async () => {
    const unwrapped = after.unwrap(await before.wrap(key, 'a'), 'a');
    await expect(unwrapped).rejects.toThrow(EnvelopeError);
    await expect(unwrapped).rejects.toThrow(before.kekId);
    await expect(unwrapped).rejects.toThrow(after.kekId);
  });

  test('another place, a changed text, and what was never wrapped', async () => {
    const wrapped = await before.wrap(key, 'a');
    await expect(before.unwrap(wrapped, 'b')).rejects.toThrow(EnvelopeError);
    await expect(before.unwrap(`${wrapped}AAAA`, 'a')).rejects.toThrow(EnvelopeError);
    for (const text of ['', 'v1', 'v2.a.b.c', `${wrapped}.a`]) {
      await expect(before.unwrap(text, 'a')).rejects.toThrow(EnvelopeError);
    }
  });

  test('keys of another length', () => {
    const short = randomBytes(16);
    expect(() => createLocalKeyWrapper({ current: short, previous: null })).toThrow('32 bytes');
    expect(() => createLocalKeyWrapper({ current: newer, previous: short })).toThrow('32 bytes');
  });
});
