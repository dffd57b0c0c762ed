import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { createLocalFolderStorage } from './local-folder.ts';
import type { ObjectStorage } from './object-storage.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

let root: string;
let storage: ObjectStorage;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'promptly-storage-'));
  storage = createLocalFolderStorage(root);
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function* chunks(...texts: string[]) {
  for (const text of texts) yield await Promise.resolve(bytes(text));
}

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('what is put', () => {
  test('comes back byte for byte, whole, streamed and in ranges', async () => {
    await storage.put('cas/org_1/ab/abc', Buffer.from([0, 255, 10, 13, 0]));
    expect([...((await storage.getBytes('cas/org_1/ab/abc')) ?? [])]).toEqual([0, 255, 10, 13, 0]);
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
    expect(await filesBelow(join(root, 'tmp'))).toEqual([]);
  });
});

test('a full disk is answered as unavailable and leaves nothing behind', async () => {
  const full = Object.assign(new Error('write'), { code: 'ENOSPC' });
  async function* body() {
    yield await Promise.resolve(bytes('first part'));
    throw full;
  }
  await expect(storage.put('a', body())).rejects.toMatchObject({
    code: 'unavailable',
    message: 'The disk of the file storage is full.',
  });
  expect(await filesBelow(root)).toEqual([]);
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

test('a list finds the objects below a prefix and no temporaries', async () => {
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
  expect(bodies).toContain(await readFile(join(root, 'objects', 'one'), 'utf8'));
});
