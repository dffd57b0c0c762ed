import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';

import type { BrowserBinary } from './browser-binary.ts';
import { type BrowserHome, makeHome, removeHome, removeLeftovers } from './browser-home.ts';
import { chromiumFlags } from './chromium-flags.ts';
import type { BrowserIsolation, IsolationPlan } from './isolation.ts';
import { groupMemoryBytes, killGroup } from './process-group.ts';

const LAUNCH_TIMEOUT_MS = 30_000;
const CLOSE_TIMEOUT_MS = 1_000;
const MEMORY_PERIOD_MS = 1_000;
const MAX_HEAP_MIB = 512;

export interface LaunchOptions {
  binary: BrowserBinary;
  plan: IsolationPlan;
  /** Where profiles are made; the browser's user must be able to enter it. */
  runDir: string;
  /** Past this much memory of all its processes together the browser is killed. */
  maxMemoryBytes: number;
}

/** A browser whose pages are hostile: it has no network, no privileges, and goes when it is closed. */
export interface SandboxedBrowser {
  readonly isolation: BrowserIsolation;
  readonly version: string;
  /** Why the browser is gone, or undefined while it can be used. */
  readonly death: string | undefined;
  newContext(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** Ends the browser at once, for a page that cannot be stopped otherwise; `reason` becomes its `death`. */
  kill(reason: string): void;
  /** Ends the browser with all of its processes and removes its profile. */
  close(): Promise<void>;
}

/** Starts a browser with its own sandbox, or without where the host does not allow that. Throws when neither starts. */
export async function launchBrowser(options: LaunchOptions): Promise<SandboxedBrowser> {
  await removeLeftovers(options.runDir);
  try {
    return await launch(options, true);
  } catch (error) {
    try {
      return await launch(options, false);
    } catch {
      throw error;
    }
  }
}

async function launch(options: LaunchOptions, chromiumSandbox: boolean): Promise<SandboxedBrowser> {
  const { binary, plan } = options;
  const home = await makeHome(options.runDir, plan.uid);
  let browser: Browser;
  try {
    browser = await chromium.launch({
      executablePath: await writeLauncher(home, binary.executablePath, plan.prefix),
      chromiumSandbox,
      args: chromiumFlags({ maxHeapMiB: MAX_HEAP_MIB }),
      env: browserEnv(binary, home),
      timeout: LAUNCH_TIMEOUT_MS,
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (error) {
    await removeHome(home.folder);
    throw new Error(`the browser did not start: ${causeOf(error)}`, { cause: error });
  }
  return sandboxed(browser, home, options, chromiumSandbox);
}

/** Playwright's message goes on with the whole command line and the server's folders, which people with a project may read. */
function causeOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /<process did exit: ([^>]*)>/.exec(message)?.[1] ?? message.split('\n')[0] ?? '';
}

async function sandboxed(
  browser: Browser,
  home: BrowserHome,
  { plan, maxMemoryBytes }: LaunchOptions,
  chromiumSandbox: boolean,
): Promise<SandboxedBrowser> {
  // 0 where there is no launcher: then Playwright alone ends the processes.
  let groupId = Number(await readFile(home.pidFile, 'utf8').catch(() => '0'));
  let death: string | undefined;

  function end(reason: string): void {
    death ??= reason;
    clearInterval(watchdog);
    if (groupId > 0) killGroup(groupId);
    // The number may soon name other processes.
    groupId = 0;
  }

  const watchdog = setInterval(() => {
    if (groupMemoryBytes(groupId) > maxMemoryBytes) {
      end(`it used more than ${maxMemoryBytes / 2 ** 20} MiB of memory`);
    }
  }, MEMORY_PERIOD_MS);
  watchdog.unref();
  browser.once('disconnected', () => end('it crashed'));

  const { network, processes, uid } = plan;
  return {
    isolation: { network, processes, uid, chromiumSandbox },
    version: browser.version(),
    get death() {
      return death;
    },
    newContext: (contextOptions) => browser.newContext(contextOptions),
    kill: end,
    async close() {
      death ??= 'it was closed';
      await Promise.race([browser.close().catch(() => undefined), delay(CLOSE_TIMEOUT_MS)]);
      end('it was closed');
      await removeHome(home.folder);
    },
  };
}

/**
 * Playwright starts one executable and picks a profile folder of its own, which another user could not write to. This
 * script stands between: it notes the process group, puts the isolation before the browser and the right profile after.
 * What the browser prints is dropped: a page can make it print without end, and Playwright would keep all of it.
 */
async function writeLauncher(
  home: BrowserHome,
  executablePath: string,
  prefix: readonly string[],
): Promise<string> {
  if (process.platform === 'win32') return executablePath;
  const command = [...prefix, executablePath].map(shellQuote).join(' ');
  const launcher = path.join(home.folder, 'launch.sh');
  const script = `#!/bin/sh
echo $$ > ${shellQuote(home.pidFile)}
ulimit -c 0
exec ${command} "$@" ${shellQuote(`--user-data-dir=${home.profile}`)} > /dev/null 2>&1
`;
  await writeFile(launcher, script, { mode: 0o755 });
  return launcher;
}

/** Nothing of our own environment, which may hold keys. */
function browserEnv(binary: BrowserBinary, { profile, temp }: BrowserHome): Record<string, string> {
  if (process.platform === 'win32') return { ...binary.env };
  return {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: profile,
    TMPDIR: temp,
    XDG_CACHE_HOME: path.join(profile, 'cache'),
    XDG_CONFIG_HOME: path.join(profile, 'config'),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...binary.env,
  };
}

function shellQuote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
