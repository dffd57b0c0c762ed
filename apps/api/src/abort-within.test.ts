import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { expect, test } from '@jest/globals';

import { abortWithin } from './abort-within.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test('aborts after the timeout, also when nobody else holds it while garbage is collected', async () => {
  const signal = abortWithin(100, new AbortController().signal);
  const aborted = once(signal, 'abort');
  await wait(10);
  collectGarbage();
  await aborted;
  expect(signal.reason).toMatchObject({ name: 'TimeoutError' });
});

test('aborts with the signal, and for its reason', () => {
  const left = new AbortController();
  const signal = abortWithin(60_000, left.signal);
  left.abort('left');
  expect(signal.reason).toBe('left');
});
