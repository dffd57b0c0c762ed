import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

import { isReachable, reachableFolder } from './reachable-folder.ts';

const STRANGER = 65_533;
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'promptly-reach-'));
  await chmod(root, 0o755);
});
afterEach(() => rm(root, { recursive: true, force: true }));

describe('a folder for another user', () => {
  test('is the preferred one where that user can enter it', async () => {
    const preferred = path.join(root, 'a', 'b');
    await expect(reachableFolder(preferred, STRANGER)).resolves.toBe(preferred);
  });

  test('is another one below a closed home, open to read and closed to change', async () => {
    const home = path.join(root, 'home');
    await mkdir(home, { mode: 0o700 });
    const preferred = path.join(home, 'cache');
    const folder = await reachableFolder(preferred, STRANGER);
    expect(folder).not.toBe(preferred);
    expect(await isReachable(folder, STRANGER)).toBe(true);
    expect((await stat(folder)).mode & 0o022).toBe(0);
  });

  test('below a closed home is the preferred one for this user itself', async () => {
    await chmod(root, 0o700);
    const preferred = path.join(root, 'cache');
    await expect(reachableFolder(preferred, null)).resolves.toBe(preferred);
  });
});
