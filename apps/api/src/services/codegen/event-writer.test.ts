import { expect, test } from '@jest/globals';

import type { NewJobEvent } from '../job-events/append.ts';
import { createEventWriter } from './event-writer.ts';

const event = (name: string): NewJobEvent => ({
  type: 'log',
  data: { level: 'info', message: name },
  effectKey: name,
});

test('events are written in the order in which they were pushed, those that wait together', async () => {
  const batches: string[][] = [];
  const writer = createEventWriter(async (events) => {
    await new Promise(setImmediate);
    batches.push(events.map(({ effectKey }) => effectKey));
  });
  writer.push(event('a'));
  writer.push(event('b'), event('c'));
  writer.push(event('d'));
  await writer.flush();
  expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
});

test('after a failed write nothing more is written, and every flush tells the failure', async () => {
  let writes = 0;
  const writer = createEventWriter(() => {
    writes += 1;
    return Promise.reject(new Error('gone'));
  });
  writer.push(event('a'));
  await expect(writer.flush()).rejects.toThrow('gone');
  writer.push(event('b'));
  await expect(writer.flush()).rejects.toThrow('gone');
  expect(writes).toBe(1);
});
