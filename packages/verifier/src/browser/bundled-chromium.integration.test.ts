import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { bundledChromium } from './bundled-chromium.ts';

const isSupported = process.platform === 'linux' && process.arch === 'x64';
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'promptly bundled '));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

(isSupported ? describe : describe.skip)('the bundled Chromium', () => {
  test('is unpacked whole by two that do so at once, and what killed ones left is removed', async () => {
    const old = path.join(folder, '.chromium-left');
    await mkdir(old);
    await writeFile(path.join(old, 'chromium'), 'half of it');
    await utimes(old, new Date(0), new Date(0));

    const found = await Promise.all([bundledChromium(folder), bundledChromium(folder)]);
    for (const binary of found) {
      if ('missing' in binary) throw new Error(binary.missing);
      const { stdout } = await promisify(execFile)(binary.executablePath, ['--version'], {
        env: binary.env,
      });
      expect(stdout).toMatch(/HeadlessShell|Chrom/);
    }
    expect(await readdir(folder)).toEqual([expect.stringMatching(/^chromium-\d+\.\d+\.\d+$/)]);
  });
});
