import { expect, test } from '@jest/globals';

import { mapConcurrently } from './concurrency.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test('results come in the order of the items, with no more calls at once than allowed', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++running);
    for (let i = 0; i < item; i++) await tick();
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('a failure is passed on once the calls under way have ended, and no new ones begin', async () => {
  const ended: number[] = [];
  const mapping = mapConcurrently([1, 2, 3, 4], 2, async (item) => {
    if (item === 1) throw new Error('one failed');
    await tick();
    ended.push(item);
  });
  await expect(mapping).rejects.toThrow('one failed');
  expect(ended).toEqual([2]);
});
