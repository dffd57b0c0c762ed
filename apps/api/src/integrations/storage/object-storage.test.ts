import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { givenBucket, openEmptyBucket } from '../../testing/given-bucket.ts';
import { S3_KEY, startS3Server } from '../../testing/s3-server.ts';
import { createLocalFolderStorage } from './local-folder.ts';
import type { ObjectStorage } from './object-storage.ts';
import { createS3Storage } from './s3.ts';

const MIB = 1024 * 1024;
const bytes = (text: string) => new TextEncoder().encode(text);

async function* chunks(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(bytes(text));
}

interface Opened {
  storage: ObjectStorage;
  close(): Promise<void>;
}

async function openFolder(): Promise<Opened> {
  const root = await mkdtemp(join(tmpdir(), 'promptly-storage-'));
  const close = () => rm(root, { recursive: true, force: true });
  return { storage: createLocalFolderStorage(root), close };
}

async function openS3(): Promise<Opened> {
  const server = await startS3Server();
  const { endpoint, bucket } = server;
  const options = { ...S3_KEY, endpoint, bucket, region: 'us-east-1', forcePathStyle: true };
  const storage = createS3Storage(options);
  return {
    storage,
    close() {
      storage.close();
      return server.close();
    },
  };
}

const given = givenBucket();

describe('a folder', () => keepsItsPromises(openFolder));
describe('an S3-compatible service', () => keepsItsPromises(openS3));
if (given) {
  describe('the bucket of TEST_S3_BUCKET', () => keepsItsPromises(() => openEmptyBucket(given)));
}

/** What every storage promises. */
function keepsItsPromises(open: () => Promise<Opened>): void {
  let storage: ObjectStorage;
  let close: () => Promise<void>;
  beforeEach(async () => {
    const opened = await open();
    storage = opened.storage;
    close = () => opened.close();
  });
  afterEach(() => close());

  describe('what is put', () => {
    test('comes back byte for byte, whole, streamed and in ranges', async () => {
      await storage.put('cas/org_1/ab/abc', Buffer.from([0, 255, 10, 13, 0]));
      expect([...((await storage.getBytes('cas/org_1/ab/abc')) ?? [])]).toEqual([
        0, 255, 10, 13, 0,
      ]);
      expect([...(await buffer((await storage.get('cas/org_1/ab/abc'))!))]).toEqual([
        0, 255, 10, 13, 0,
      ]);
      const part = await storage.get('cas/org_1/ab/abc', { start: 1, end: 3 });
      expect([...(await buffer(part!))]).toEqual([255, 10]);
      expect(await storage.head('cas/org_1/ab/abc')).toMatchObject({ size: 5 });
    });

    test('may be a stream, and replaces what was there', async () => {
      await storage.put('a', bytes('old and longer'));
      await storage.put('a', chunks('new ', 'text'));
      expect(await storage.getBytes('a')).toEqual(Buffer.from('new text'));
    });

    test('is all there or not at all: a body that fails midway changes nothing', async () => {
      await storage.put('a', bytes('kept'));
      async function* failing() {
        yield await Promise.resolve(bytes('torn'));
        throw new Error('the source broke');
      }
      await expect(storage.put('a', failing())).rejects.toThrow('the source broke');
      await expect(storage.put('b', failing())).rejects.toThrow('the source broke');
      expect(await storage.getBytes('a')).toEqual(Buffer.from('kept'));
      expect(await storage.head('b')).toBeUndefined();
    });
  });

  test('a key that is not there is undefined, and deleting it is no error', async () => {
    expect(await storage.get('nope')).toBeUndefined();
    expect(await storage.getBytes('nope')).toBeUndefined();
    expect(await storage.head('nope')).toBeUndefined();
    await storage.delete('nope');
  });

  test('a deleted object is gone', async () => {
    await storage.put('x/y', bytes('1'));
    await storage.delete('x/y');
    expect(await storage.getBytes('x/y')).toBeUndefined();
  });

  test.each([
    ['empty', ''],
    ['absolute', '/etc/passwd'],
    ['one that climbs', '../a'],
    ['one that climbs inside', 'a/../b'],
    ['one with an empty part', 'a//b'],
    ['one with a dot part', 'a/./b'],
    ['one with a backslash', 'a\\b'],
    ['one with a zero byte', 'a\0b'],
    ['a hidden one', '.hidden'],
    ['one beyond ASCII', 'é'],
    ['a very long one', 'x'.repeat(513)],
  ])('%s key is refused in every call', async (_, key) => {
    await expect(storage.put(key, bytes(''))).rejects.toThrow('invalid object key');
    await expect(storage.get(key)).rejects.toThrow('invalid object key');
    await expect(storage.getBytes(key)).rejects.toThrow('invalid object key');
    await expect(storage.head(key)).rejects.toThrow('invalid object key');
    await expect(storage.delete(key)).rejects.toThrow('invalid object key');
  });

  test('a list finds the objects below a prefix, on however many pages', async () => {
    for (const key of ['cas/o1/aa/1', 'cas/o1/ab/2', 'cas/o10/aa/3', 'exports/e1.zip']) {
      await storage.put(key, bytes(key));
    }
    const keys = async (prefix: string) => {
      const found = [];
      for await (const object of storage.list(prefix)) found.push(object.key);
      return found.sort();
    };
    expect(await keys('cas/o1/')).toEqual(['cas/o1/aa/1', 'cas/o1/ab/2']);
    expect(await keys('cas/o1/a')).toEqual(['cas/o1/aa/1', 'cas/o1/ab/2']);
    expect(await keys('')).toHaveLength(4);
    expect(await keys('none')).toEqual([]);
  });

  test('a hundred writers of one key leave one whole object', async () => {
    const bodies = Array.from({ length: 100 }, (_, i) => String(i).repeat(5_000));
    await Promise.all(bodies.map((body) => storage.put('one', bytes(body))));
    const left = await storage.getBytes('one');
    expect(bodies).toContain(new TextDecoder().decode(left));
  });

  test('a large stream comes back byte for byte, in ranges across its parts as well', async () => {
    const parts = Array.from({ length: 13 }, (_, i) => Buffer.alloc(MIB, i));
    async function* large() {
      for (const part of parts) yield await Promise.resolve(part);
    }
    await storage.put('large', large());
    expect(await storage.head('large')).toMatchObject({ size: 13 * MIB });
    const around = await storage.get('large', { start: 5 * MIB - 1, end: 5 * MIB + 1 });
    expect([...(await buffer(around!))]).toEqual([4, 5]);
    const whole = await storage.getBytes('large');
    expect(Buffer.compare(Buffer.concat(parts), Buffer.from(whole!))).toBe(0);
  });

  test('an empty object, and an empty range of one, are there and empty', async () => {
    await storage.put('empty', new Uint8Array());
    await storage.put('some', bytes('some'));
    expect(await storage.getBytes('empty')).toHaveLength(0);
    const none = await storage.get('some', { start: 2, end: 2 });
    expect(await buffer(none!)).toHaveLength(0);
  });
}
