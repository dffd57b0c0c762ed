import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { S3_KEY, startS3Server, type S3Server } from '../../testing/s3-server.ts';
import { createS3Storage, type S3Options, type S3Storage } from './s3.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

let server: S3Server;
let storage: S3Storage;
const opened: S3Storage[] = [];

beforeEach(async () => {
  server = await startS3Server();
  storage = open();
});
afterEach(async () => {
  for (const one of opened.splice(0)) one.close();
  await server.close();
});

function open(changes: Partial<S3Options> = {}): S3Storage {
  const { endpoint, bucket } = server;
  const made = createS3Storage({
    ...{ ...S3_KEY, endpoint, bucket, region: 'us-east-1', forcePathStyle: true },
    ...changes,
  });
  opened.push(made);
  return made;
}

test('the bytes lie under their key, as they are', async () => {
  await storage.put('cas/org_1/ab/abc', bytes('text'));
  expect(server.objects.get('cas/org_1/ab/abc')?.toString()).toBe('text');
});

test('an upload that fails midway leaves no parts behind', async () => {
  async function* failing() {
    for (let i = 0; i < 3; i += 1) yield await Promise.resolve(Buffer.alloc(6 * 1024 * 1024));
    throw new Error('the source broke');
  }
  await expect(storage.put('a', failing())).rejects.toThrow('the source broke');
  expect([server.objects.size, server.uploads.size]).toEqual([0, 0]);
});

test('streams that nobody reads leave connections for everything else', async () => {
  await storage.put('large', Buffer.alloc(4 * 1024 * 1024));
  const streams = await Promise.all(Array.from({ length: 50 }, () => storage.get('large')));
  try {
    await storage.put('small', bytes('text'));
    expect(String(await storage.getBytes('small'))).toBe('text');
  } finally {
    for (const stream of streams) stream?.destroy();
  }
});

test('a service that is busy for a moment is asked again', async () => {
  server.failNext(2, 503);
  await storage.put('a', bytes('text'));
  expect(server.objects.has('a')).toBe(true);
});

test.each([
  [500, 'The file storage is busy or fails.'],
  [503, 'The file storage is busy or fails.'],
  [507, 'The file storage is full.'],
  [403, 'The file storage does not take the key of this program.'],
])('an answer %d is unavailable in every call', async (status, message) => {
  const impatient = open({ maxAttempts: 1 });
  const drain = async () => {
    for await (const { key } of impatient.list('')) return key;
    return undefined;
  };
  const calls = [
    () => impatient.put('a', bytes('x')),
    () => impatient.get('a'),
    () => impatient.getBytes('a'),
    () => impatient.head('a'),
    () => impatient.delete('a'),
    drain,
  ];
  for (const call of calls) {
    server.failNext(1, status);
    await expect(call()).rejects.toMatchObject({ code: 'unavailable', message });
  }
});

test('a key that is refused, a bucket that is not there and a service that is away are told apart', async () => {
  const messageOf = async (changes: Partial<S3Options>) => {
    const failing = open({ maxAttempts: 1, ...changes }).put('a', bytes('x'));
    return failing.then(
      () => 'stored',
      (error: Error) => error.message,
    );
  };
  expect(await messageOf({ accessKeyId: 'other' })).toMatch('does not take the key');
  expect(await messageOf({ bucket: 'other' })).toMatch('bucket');
  const { endpoint } = server;
  await server.close();
  expect(await messageOf({ endpoint })).toMatch('does not answer');
  server = await startS3Server();
});
