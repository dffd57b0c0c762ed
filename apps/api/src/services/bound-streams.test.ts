import { Readable } from 'node:stream';

import { expect, test } from '@jest/globals';

import { createMemoryStorage } from './codegen/testing/memory-storage.ts';
import { boundStreams } from './bound-streams.ts';

const LIMITS = { maxOpen: 2, maxWaiting: 1, maxWaitMs: 60_000 };

async function storageOf(limits = LIMITS) {
  const storage = createMemoryStorage();
  await storage.put('a', Buffer.from('text'));
  const get = () => Promise.resolve(new Readable({ read: () => undefined }));
  return boundStreams({ ...storage, get }, limits);
}

test('a stream waits for another one to end, read or not, and everything else does not', async () => {
  const storage = await storageOf();
  const [first] = await Promise.all([storage.get('a'), storage.get('a')]);
  let isOpen = false;
  const third = storage.get('a').then((body) => {
    isOpen = true;
    return body;
  });
  expect(String(await storage.getBytes('a'))).toBe('text');
  expect(isOpen).toBe(false);
  first!.destroy();
  expect(await third).toBeDefined();
});

test('more than may wait are refused, and who waited in vain is, too', async () => {
  const storage = await storageOf();
  await Promise.all([storage.get('a'), storage.get('a')]);
  const waiting = storage.get('a');
  waiting.catch(() => undefined);
  await expect(storage.get('a')).rejects.toMatchObject({ code: 'rate_limited' });

  const impatient = await storageOf({ ...LIMITS, maxWaitMs: 1 });
  await Promise.all([impatient.get('a'), impatient.get('a')]);
  await expect(impatient.get('a')).rejects.toMatchObject({
    code: 'rate_limited',
    details: { limit: 'downloadsAtOnce' },
  });
});

test('a stream that cannot be opened, or is of nothing, takes no place', async () => {
  const memory = createMemoryStorage();
  let times = 0;
  const get = () => {
    times += 1;
    return times % 2 ? Promise.reject(new Error('broken')) : Promise.resolve(undefined);
  };
  const storage = boundStreams({ ...memory, get }, LIMITS);
  for (let i = 0; i < 5; i += 1) {
    await expect(storage.get('a')).rejects.toThrow('broken');
    expect(await storage.get('a')).toBeUndefined();
  }
});
