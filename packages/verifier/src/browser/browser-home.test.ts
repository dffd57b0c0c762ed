import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { makeHome, removeHome, removeLeftovers } from './browser-home.ts';

/** What Chromium puts behind its temporary folder, and what macOS allows a socket's path to have. */
const SOCKET = '/.org.chromium.Chromium.XXXXXX/SingletonSocket';
const MAX_SOCKET_PATH_BYTES = 104;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'browser-home-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

test('the temporary folder leaves room for a socket, however long the folder of the runs is', async () => {
  const home = await makeHome(path.join(root, 'a-folder-with-a-long-name'.repeat(5)), null);
  expect((home.temp + SOCKET).length).toBeLessThan(MAX_SOCKET_PATH_BYTES);
  await removeHome(home.folder);
  expect(await Promise.all([home.folder, home.temp].map(exists))).toEqual([false, false]);
});

test('what killed programs of this machine left is removed, and what belongs to others stays', async () => {
  const [ours, left] = [await makeHome(root, null), await makeHome(root, null)];
  // No process has this id.
  await rename(left.folder, path.join(root, `${hostname().replace(/[^\w.-]/g, '_')}:4999999-abc`));
  await mkdir(path.join(root, 'other-machine:4999999-abc'));
  await removeLeftovers(root);
  expect((await readdir(root)).sort()).toEqual(
    [path.basename(ours.folder), 'other-machine:4999999-abc'].sort(),
  );
  expect([await exists(ours.temp), await exists(left.temp)]).toEqual([true, false]);
  await removeHome(ours.folder);
});
