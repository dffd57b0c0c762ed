import { existsSync } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type Browser, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** Unpacking takes seconds: a lock of this age was left by a process that was killed. */
const STALE_LOCK_MS = 60_000;

/** Starts a headless Chromium: the one that `CHROMIUM_PATH` names, the system's, or the bundled one. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

async function browserPath(): Promise<string> {
  const installed = [process.env.CHROMIUM_PATH, ...SYSTEM_BROWSERS].find(
    (path) => path !== undefined && existsSync(path),
  );
  return installed ?? alone('promptly-unpacks-chromium', bundledPath);
}

/** Unpacks the bundled browser where it is not yet. The package takes what another process has half written for whole. */
async function bundledPath(): Promise<string> {
  // The package brings its own libraries only where it believes to run in Lambda, which it reads on import.
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x';
  const { default: bundled } = await import('@sparticuz/chromium');
  return bundled.executablePath();
}

/** Does some work while no other test process on this machine does it. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(tmpdir(), name);
  const takeLock = () =>
    mkdir(lock).then(
      () => true,
      () => false,
    );
  while (!(await takeLock())) {
    const takenAt = await stat(lock).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - takenAt > STALE_LOCK_MS) await rm(lock, { recursive: true, force: true });
    await sleep(100);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
}
