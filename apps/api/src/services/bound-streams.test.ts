import { Readable } from 'node:stream';

import { expect, test } from '@jest/globals';

import { boundStreams } from './bound-streams.ts';

const LIMITS = {
  ...{ maxOpen: 2, maxOpenPerClient: 2, maxWaiting: 1, maxWaitingPerClient: 10 },
  maxWaitMs: 60_000,
};
const ONE = '192.0.2.1';
const OTHER = '192.0.2.2';
const HERE = new AbortController().signal;

function endless(limits = LIMITS) {
  const get = () => Promise.resolve(new Readable({ read: () => undefined }));
  const streams = boundStreams({ get }, limits);
  return {
    open: (ip: string, gone = HERE) => streams.get('a', undefined, { ip, gone }),
  };
}

/** Lets everything that can go on do so. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('a stream waits for another one to end, read or not', async () => {
  const streams = endless();
  const [first] = await Promise.all([streams.open(ONE), streams.open(OTHER)]);
  let isOpen = false;
  const third = streams.open(ONE).then((body) => {
    isOpen = true;
    return body;
  });
  await settled();
  expect(isOpen).toBe(false);
  first!.destroy();
  expect(await third).toBeDefined();
});

test('more than may wait are refused, and who waited in vain is, too', async () => {
  const streams = endless();
  await Promise.all([streams.open(ONE), streams.open(ONE)]);
  streams.open(OTHER).catch(() => undefined);
  await settled();
  await expect(streams.open(OTHER)).rejects.toMatchObject({ code: 'rate_limited' });

  const impatient = endless({ ...LIMITS, maxWaitMs: 1 });
  await Promise.all([impatient.open(ONE), impatient.open(ONE)]);
  await expect(impatient.open(OTHER)).rejects.toMatchObject({ code: 'rate_limited' });
});

test.each([
  ['waits in vain', { maxWaitMs: 1, maxWaiting: 1, maxWaitingPerClient: 1 }],
  ['may not even wait', { maxWaitMs: 60_000, maxWaiting: 0, maxWaitingPerClient: 0 }],
])('who %s is told whose places are taken, and when to come again', async (_, waiting) => {
  const streams = endless({ ...waiting, maxOpen: 3, maxOpenPerClient: 2 });
  await Promise.all([streams.open(ONE), streams.open(ONE), streams.open(OTHER)]);
  await expect(streams.open(ONE)).rejects.toMatchObject({
    code: 'rate_limited',
    details: { limit: 'downloadsAtOncePerClient', max: 2, retryAfterSeconds: 10 },
  });
  await expect(streams.open(OTHER)).rejects.toMatchObject({
    code: 'rate_limited',
    details: { limit: 'downloadsAtOnce', max: 3, retryAfterSeconds: 10 },
  });
});

test.each([
  ['its own', ONE],
  ['all', OTHER],
])('who leaves while it waits for a place of %s gives its turn to the next one', async (_, ip) => {
  const streams = endless({ ...LIMITS, maxWaiting: 2 });
  const [first] = await Promise.all([streams.open(ONE), streams.open(ONE)]);
  const leaving = new AbortController();
  const left = streams.open(ip, leaving.signal);
  const next = streams.open(ip);
  await settled();
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  first!.destroy();
  expect(await next).toBeDefined();
});

test('who left before its turn opens nothing', async () => {
  let opened = 0;
  const get = () => {
    opened += 1;
    return Promise.resolve(undefined);
  };
  const streams = boundStreams({ get }, LIMITS);
  const leaving = new AbortController();
  const left = streams.get('a', undefined, { ip: ONE, gone: leaving.signal });
  leaving.abort(new Error('left'));
  await expect(left).rejects.toThrow('left');
  expect(opened).toBe(0);
});

test('one client leaves places to others, however many streams it asks for and never reads', async () => {
  const streams = endless({ ...LIMITS, maxOpen: 4 });
  const network = (host: number) => `2001:db8:1:2::${host}`;
  const greedy = Array.from({ length: 12 }, (_, host) => streams.open(network(host + 1)));
  const opened = await Promise.all(greedy.slice(0, 2));
  const [first] = await Promise.all([streams.open(ONE), streams.open(ONE)]);
  first!.destroy();
  expect(await streams.open(OTHER)).toBeDefined();
  await expect(streams.open(network(99))).rejects.toMatchObject({ code: 'rate_limited' });
  for (const body of opened) body!.destroy();
  expect(await Promise.all(greedy.slice(2, 4))).toHaveLength(2);
});

test('who waited in vain for a place of all has one of its own again', async () => {
  const streams = endless({ ...LIMITS, maxOpen: 1, maxOpenPerClient: 1, maxWaitMs: 50 });
  const only = await streams.open(ONE);
  await expect(streams.open(OTHER)).rejects.toMatchObject({ code: 'rate_limited' });
  only!.destroy();
  expect(await streams.open(OTHER)).toBeDefined();
});

test('a stream that cannot be opened, or is of nothing, takes no place', async () => {
  let times = 0;
  const get = () => {
    times += 1;
    return times % 2 ? Promise.reject(new Error('broken')) : Promise.resolve(undefined);
  };
  const streams = boundStreams({ get }, LIMITS);
  for (let i = 0; i < 5; i += 1) {
    await expect(streams.get('a', undefined, { ip: ONE, gone: HERE })).rejects.toThrow('broken');
    expect(await streams.get('a', undefined, { ip: ONE, gone: HERE })).toBeUndefined();
  }
});
