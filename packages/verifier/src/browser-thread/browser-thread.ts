import path from 'node:path';

import type { Vendor } from '@promptly/preview';

import type { MissingBrowser } from '../browser/browser-binary.ts';
import { findBrowser } from '../browser/find-browser.ts';
import { planIsolation, thisHost } from '../browser/isolation.ts';
import { reachableFolder } from '../browser/reachable-folder.ts';
import type { VerifierLimits } from '../limits.ts';
import { type TaskThread, createTaskThread } from '../threads/task-thread.ts';
import type { BrowserTasks, BrowserThreadData, VendorData } from './browser.thread.ts';

const HEAP_MIB = 1024;
/** Pages and browsers of the task are closed in this time. */
const CANCEL_GRACE_MS = 5_000;
/** A test run and a visit. */
const BROWSERS_PER_APP = 2;
/** Neither root's nor `nobody`'s, which other services run as. */
const DEFAULT_UID = 65_533;

export interface BrowserOptions {
  /** Path of a browser; without it one is looked for. */
  chromiumPath?: string | undefined;
  /** The user that the browser runs as when this process is root. */
  uid?: number | undefined;
}

export interface BrowserThreadOptions {
  browser: BrowserOptions;
  vendor: Vendor;
  cacheDir: string;
  limits: VerifierLimits;
}

/** Prepares the thread of the browsers, or says why there can be none. Unpacking the bundled browser takes seconds. */
export async function openBrowserThread(
  options: BrowserThreadOptions,
): Promise<TaskThread<BrowserTasks> | MissingBrowser> {
  const { browser, vendor, cacheDir, limits } = options;
  const plan = await planIsolation(thisHost(), browser.uid ?? DEFAULT_UID);
  if ('refused' in plan) return { missing: plan.refused };
  const folder = await reachableFolder(cacheDir, plan.uid);
  const binary = await findBrowser({ chromiumPath: browser.chromiumPath, cacheDir: folder });
  if ('missing' in binary) return binary;
  const data: BrowserThreadData = {
    binary,
    plan,
    bundleDir: folder,
    runDir: path.join(folder, 'run'),
    cacheDir,
    vendor: vendorData(vendor),
    maxMemoryBytes: limits.browserMaxMemoryBytes,
    maxBrowsers: limits.maxApps * BROWSERS_PER_APP,
    maxRoutes: limits.maxRoutes,
    visitStepTimeoutMs: limits.visitStepTimeoutMs,
    testFileTimeoutMs: limits.testFileTimeoutMs,
  };
  return createTaskThread<BrowserTasks>({
    entry: new URL('./browser.thread.ts', import.meta.url),
    data,
    maxHeapMiB: HEAP_MIB,
    serial: false,
    cancelGraceMs: CANCEL_GRACE_MS,
  });
}

function vendorData(vendor: Vendor): VendorData {
  const { hash, specifiers, files, iconTable } = vendor;
  return { hash, specifiers, files, iconTable, imports: vendor.importMap('').imports };
}
