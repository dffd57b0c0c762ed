import { rm } from 'node:fs/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { launchOptions, makeRunDir } from '../testing/browser-setup.ts';
import { TEST_CACHE } from '../testing/open-verifier.ts';
import { reachableFolder } from './reachable-folder.ts';
import { browserStarter, type StartOptions } from './start-browser.ts';

let runDir: string;
let options: StartOptions;
beforeAll(async () => {
  runDir = await makeRunDir();
  const launch = await launchOptions(runDir);
  options = { ...launch, bundleDir: await reachableFolder(TEST_CACHE, launch.plan.uid) };
});
afterAll(() => rm(runDir, { recursive: true, force: true }));

const broken = (source: 'system' | 'configured') =>
  browserStarter({ ...options, binary: { executablePath: '/bin/false', source, env: {} } });

test('where an installed browser does not start, the bundled one does', async () => {
  const start = broken('system');
  for (const browser of [await start(), await start()]) {
    expect(browser.version).toMatch(/^\d+\./);
    await browser.close();
  }
});

test('where the operator chose one that does not start, that is told', async () => {
  await expect(broken('configured')()).rejects.toThrow('the browser did not start: exitCode=1');
});
