import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { removeStaleFiles } from './stale-files.ts';

const HOUR_MS = 3_600_000;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-stale-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('old files go; younger ones, which may be being written, and folders stay', async () => {
  await writeFile(join(folder, 'old'), 'left behind');
  await writeFile(join(folder, 'young'), 'being written');
  await mkdir(join(folder, 'inner'));
  const past = new Date(Date.now() - 2 * HOUR_MS);
  await utimes(join(folder, 'old'), past, past);
  await utimes(join(folder, 'inner'), past, past);
  expect(await removeStaleFiles(folder, HOUR_MS)).toBe(1);
  expect((await readdir(folder)).sort()).toEqual(['inner', 'young']);
});

test('a folder that is not there has none', async () => {
  expect(await removeStaleFiles(join(folder, 'none'), HOUR_MS)).toBe(0);
});
