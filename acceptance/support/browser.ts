import os from 'node:os';
import path from 'node:path';

import { findBrowser } from '@promptly/verifier';

export interface BrowserLaunch {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/** How tests and benchmarks start the browser that a person would use: with network, and no sandbox as root. */
export async function browserLaunch(): Promise<BrowserLaunch> {
  const found = await findBrowser({
    chromiumPath: process.env.CHROMIUM_PATH,
    cacheDir: path.join(os.tmpdir(), 'promptly-chromium'),
  });
  if ('missing' in found) throw new Error(`no browser for the tests: ${found.missing}`);
  const inherited = Object.entries(process.env).filter(([, value]) => value !== undefined);
  return {
    executablePath: found.executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : ['--disable-gpu'],
    env: { ...(Object.fromEntries(inherited) as Record<string, string>), ...found.env },
  };
}
