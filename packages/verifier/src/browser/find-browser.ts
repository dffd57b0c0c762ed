import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import type { BrowserBinary, MissingBrowser } from './browser-binary.ts';
import { bundledChromium } from './bundled-chromium.ts';

const MIN_MAJOR_VERSION = 120;
const VERSION_TIMEOUT_MS = 15_000;

export interface FindBrowserOptions {
  /** The operator's choice; when it is set, nothing else is tried. */
  chromiumPath?: string | undefined;
  /** Where the bundled Chromium is unpacked; the user that runs the browser must be able to read it. */
  cacheDir: string;
}

/** Finds a browser: the operator's, else a Chrome, Chromium or Edge of the system, else the bundled Chromium. */
export async function findBrowser(
  options: FindBrowserOptions,
): Promise<BrowserBinary | MissingBrowser> {
  const { chromiumPath, cacheDir } = options;
  if (chromiumPath) {
    const fault = await faultOf(chromiumPath);
    return fault
      ? { missing: `CHROMIUM_PATH is ${chromiumPath}, but ${fault}` }
      : { executablePath: chromiumPath, source: 'configured', env: {} };
  }
  for (const executablePath of systemPaths(process.platform, process.env)) {
    if (!(await faultOf(executablePath))) return { executablePath, source: 'system', env: {} };
  }
  const bundled = await bundledChromium(cacheDir);
  if (!('missing' in bundled)) return bundled;
  return {
    missing: `no Chrome, Chromium or Edge was found, and ${bundled.missing}; set CHROMIUM_PATH to one`,
  };
}

/** Says what keeps a file from being used, or nothing. */
async function faultOf(executablePath: string): Promise<string | undefined> {
  try {
    await access(executablePath, constants.X_OK);
    // A snap confines its browser to its own view of the file system and passes on no pipes.
    if ((await realpath(executablePath)).startsWith('/snap/')) return 'it is a snap';
    // On Windows `--version` opens a window instead of printing.
    if (process.platform === 'win32') return undefined;
    const { stdout } = await promisify(execFile)(executablePath, ['--version'], {
      timeout: VERSION_TIMEOUT_MS,
    });
    const major = /(?:Chrom\w*|Edge|HeadlessShell)\D*(\d+)\./.exec(stdout)?.[1];
    if (!major) return 'it does not answer --version as Chromium does';
    return Number(major) < MIN_MAJOR_VERSION
      ? `it is older than version ${MIN_MAJOR_VERSION}`
      : undefined;
  } catch (error) {
    return `it cannot be run (${error instanceof Error ? error.message.split('\n')[0] : String(error)})`;
  }
}

/** Where browsers are installed, the stable ones first. */
export function systemPaths(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  if (platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === 'win32') {
    const roots = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].filter(
      (root) => root !== undefined,
    );
    return [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ].flatMap((relative) => roots.map((root) => path.win32.join(root, relative)));
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge',
  ];
  return names.flatMap((name) =>
    ['/usr/bin', '/usr/local/bin'].map((folder) => `${folder}/${name}`),
  );
}
