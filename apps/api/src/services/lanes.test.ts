import { expect, test } from '@jest/globals';

import { createLanes } from './lanes.ts';

/** Lets everything that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('no more than the limit of a key run at once, and the others follow in their order', async () => {
  const lanes = createLanes({ maxRunning: 2, maxWaiting: 10 });
  const order: number[] = [];
  let running = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 8 }, (_, i) =>
      lanes.run('a', async () => {
        running += 1;
        most = Math.max(most, running);
        order.push(i);
        await settled();
        running -= 1;
      }),
    ),
  );
  expect(most).toBe(2);
  expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('keys do not wait for each other', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 0 });
  await lanes.enter('a');
  await expect(lanes.run('b', () => Promise.resolve('done'))).resolves.toBe('done');
});

test('beyond those that may wait it is refused, with when to come back', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 1 });
  const leave = await lanes.enter('a');
  const second = lanes.run('a', () => Promise.resolve('second'));
  await expect(lanes.enter('a')).rejects.toMatchObject({
    code: 'rate_limited',
    details: { retryAfterSeconds: 2 },
  });
  leave();
  await expect(second).resolves.toBe('second');
});

test('work that fails makes way for the next', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 1 });
  const failed = lanes.run('a', () => Promise.reject(new Error('no')));
  const next = lanes.run('a', () => Promise.resolve('next'));
  await expect(failed).rejects.toThrow('no');
  await expect(next).resolves.toBe('next');
});

test('who gives up waiting leaves the line', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 1 });
  const leave = await lanes.enter('a');
  const gone = new AbortController();
  const waiting = lanes.enter('a', gone.signal);
  gone.abort(new Error('gone'));
  await expect(waiting).rejects.toThrow('gone');
  const next = lanes.enter('a');
  leave();
  await expect(next).resolves.toEqual(expect.any(Function));
});

test('a place that is given back twice counts once', async () => {
  const lanes = createLanes({ maxRunning: 1, maxWaiting: 2 });
  const leave = await lanes.enter('a');
  const second = lanes.enter('a');
  const third = lanes.enter('a');
  leave();
  leave();
  await second;
  let hasThird = false;
  void third.then(() => (hasThird = true));
  await settled();
  expect(hasThird).toBe(false);
});
