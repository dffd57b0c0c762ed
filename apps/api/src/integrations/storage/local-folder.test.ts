import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

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

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

test('a body that fails midway leaves no temporary file', async () => {
  async function* failing() {
    yield await Promise.resolve(bytes('torn'));
    throw new Error('the source broke');
  }
  await expect(storage.put('a', failing())).rejects.toThrow('the source broke');
  expect(await filesBelow(root)).toEqual([]);
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

test('a list has no temporaries', async () => {
  await storage.put('a', bytes('1'));
  await writeFile(join(root, 'tmp', 'left-by-a-crash'), 'x');
  const found = [];
  for await (const object of storage.list('')) found.push(object.key);
  expect(found).toEqual(['a']);
});
