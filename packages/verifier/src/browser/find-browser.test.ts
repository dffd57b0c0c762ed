import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { findBrowser, systemPaths } from './find-browser.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'promptly-browsers-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function program(name: string, output: string): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\necho '${output}'\n`, { mode: 0o755 });
  return file;
}

describe('a configured browser', () => {
  test.each(['Chromium 143.0.7499.0', 'Google Chrome 150.1.2.3', 'HeadlessShell 143.0.1'])(
    'that says it is %s is taken',
    async (version) => {
      const chromiumPath = await program('good', version);
      await expect(findBrowser({ chromiumPath, cacheDir: folder })).resolves.toEqual({
        executablePath: chromiumPath,
        source: 'configured',
        env: {},
      });
    },
  );

  test.each([
    ['is too old', 'Chromium 90.0.1.2', /older than version/],
    ['is something else', 'GNU sed 4.9', /does not answer/],
  ])('that %s is refused in words, and nothing else is tried', async (_, output, reason) => {
    const chromiumPath = await program('bad', output);
    const found = await findBrowser({ chromiumPath, cacheDir: folder });
    expect(found).toEqual({ missing: expect.stringMatching(reason) });
    expect(found).toEqual({ missing: expect.stringContaining(chromiumPath) });
  });

  test('that is not there is refused in words', async () => {
    const chromiumPath = path.join(folder, 'none');
    const found = await findBrowser({ chromiumPath, cacheDir: folder });
    expect(found).toEqual({ missing: expect.stringContaining('cannot be run') });
  });
});

test('the usual places are looked at on each system', () => {
  expect(systemPaths('linux', {})).toContain('/usr/bin/google-chrome');
  expect(systemPaths('darwin', {})[0]).toContain('/Applications/Google Chrome.app');
  expect(systemPaths('win32', { PROGRAMFILES: 'C:\\Program Files' })).toContain(
    'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe',
  );
});
