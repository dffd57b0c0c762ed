import { chmod, mkdtemp } from 'node:fs/promises';
import path from 'node:path';

import { findBrowser } from '../browser/find-browser.ts';
import { planIsolation, thisHost } from '../browser/isolation.ts';
import type { LaunchOptions } from '../browser/launch-browser.ts';
import { reachableFolder } from '../browser/reachable-folder.ts';
import { TEST_CACHE } from './open-verifier.ts';

export const TEST_UID = 65_533;
const MAX_MEMORY_BYTES = 1536 * 1024 * 1024;

/** What a browser is launched with on this machine; with `weakest`, as on a machine that allows no namespaces. */
export async function launchOptions(
  runDir: string,
  { weakest = false } = {},
): Promise<LaunchOptions> {
  const host = thisHost();
  const withoutNamespaces = {
    ...host,
    succeeds: async (command: readonly string[]) =>
      !command.includes('unshare') && host.succeeds(command),
  };
  const plan = await planIsolation(weakest ? withoutNamespaces : host, TEST_UID);
  if ('refused' in plan) throw new Error(plan.refused);
  const cacheDir = await reachableFolder(TEST_CACHE, plan.uid);
  const binary = await findBrowser({ chromiumPath: process.env.CHROMIUM_PATH, cacheDir });
  if ('missing' in binary) throw new Error(binary.missing);
  return { binary, plan, runDir, maxMemoryBytes: MAX_MEMORY_BYTES };
}

/** A folder for the browsers of one test file: others start theirs at the same time. */
export async function makeRunDir(): Promise<string> {
  const folder = await reachableFolder(TEST_CACHE, process.getuid?.() === 0 ? TEST_UID : null);
  const runDir = await mkdtemp(path.join(folder, 'test-run-'));
  await chmod(runDir, 0o755);
  return runDir;
}
