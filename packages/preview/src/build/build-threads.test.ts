import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

import type { BuildThread } from './build-thread.ts';
import { BuildThreads } from './build-threads.ts';

const MINUTE_MS = 60_000;

let started: (BuildThread & { isClosed: boolean })[];
let threads: BuildThreads;

beforeEach(() => {
  jest.useFakeTimers();
  started = [];
  threads = new BuildThreads(startThread);
});
afterEach(() => {
  jest.useRealTimers();
});

/** A stand-in that only notes its end: which thread is whose does not depend on what they build. */
function startThread(): BuildThread {
  const thread = {
    isClosed: false,
    close() {
      thread.isClosed = true;
      return Promise.resolve();
    },
  } as unknown as (typeof started)[number];
  started.push(thread);
  return thread;
}

const open = () => started.filter(({ isClosed }) => !isClosed);

test('an owner whose build broke a thread gets the one apart for ten minutes, and no other owner does', () => {
  const shared = threads.of('good');
  expect(threads.of('evil')).toBe(shared);
  threads.blame('evil');
  const apart = threads.of('evil');
  expect(apart).not.toBe(shared);
  expect([threads.of('good'), threads.of(undefined)]).toEqual([shared, shared]);
  jest.advanceTimersByTime(9 * MINUTE_MS);
  expect(threads.of('evil')).toBe(apart);
  jest.advanceTimersByTime(MINUTE_MS);
  expect(threads.of('evil')).toBe(shared);
});

test('the thread apart is given back when nobody asked for it in ten minutes, and not while somebody does', () => {
  threads.blame('evil');
  threads.of('evil');
  jest.advanceTimersByTime(9 * MINUTE_MS);
  threads.blame('other');
  threads.of('other');
  jest.advanceTimersByTime(9 * MINUTE_MS);
  expect(open()).toHaveLength(2);
  jest.advanceTimersByTime(MINUTE_MS);
  expect(open()).toEqual([threads.of('good')]);
});

test('an owner who is blamed after that gets a new one', () => {
  threads.blame('evil');
  const first = threads.of('evil');
  jest.advanceTimersByTime(10 * MINUTE_MS);
  threads.blame('evil');
  const second = threads.of('evil');
  expect(second).not.toBe(first);
  expect(open()).toEqual([threads.of('good'), second]);
});

test('closing ends all threads, and leaves no timer behind', async () => {
  threads.blame('evil');
  threads.of('evil');
  await threads.close();
  expect(open()).toEqual([]);
  expect(jest.getTimerCount()).toBe(0);
});
