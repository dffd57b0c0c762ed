import { parentPort } from 'node:worker_threads';

import type { FileTree } from '@promptly/common';

import type { BrowserBinary } from '../browser/browser-binary.ts';
import { createBrowserPool } from '../browser/browser-pool.ts';
import type { BrowserIsolation, IsolationPlan } from '../browser/isolation.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import type { CheckOutcome } from '../check-outcome.ts';
import { createTestsCheck } from '../tests/check-tests.ts';
import type { AppPackages } from '../tests/test-libraries.ts';
import { serveTasks, threadData } from '../threads/serve-tasks.ts';
import type { BuiltApp } from '../visit/app-pages.ts';
import { loadProbeScripts } from '../visit/probe-scripts.ts';
import { type Artifact, type VisitResult, visitApp } from '../visit/visit-app.ts';

export type BrowserTasks = {
  /** Starts browsers ahead of the first check, and says how they are kept apart from the machine. */
  warmUp: { input: null; output: BrowserIsolation; event: never };
  tests: { input: FileTree; output: CheckOutcome; event: never };
  visit: { input: BuiltApp; output: VisitResult; event: Artifact };
  /** Ends the browsers and removes their profiles; the thread is of no use afterwards. */
  close: { input: null; output: null; event: never };
};

/** Everything that the thread needs; plain data, because it crosses into the thread. */
export interface BrowserThreadData {
  binary: BrowserBinary;
  plan: IsolationPlan;
  runDir: string;
  cacheDir: string;
  vendor: VendorData;
  maxMemoryBytes: number;
  maxBrowsers: number;
  maxRoutes: number;
  testFileTimeoutMs: number;
}

/** The app's packages without functions. */
export interface VendorData {
  hash: string;
  specifiers: readonly string[];
  files: ReadonlyMap<string, Uint8Array>;
  /** Specifier → file name. */
  imports: Readonly<Record<string, string>>;
  iconTable: string;
}

/** A test run and a visit each hold a browser, so that what breaks one of them leaves the other alone. */
const BROWSERS_PER_APP = 2;
const USES_PER_BROWSER = 50;

/**
 * All that talks with a browser runs in this thread: a page can make its driver use a lot of time and memory, or break it,
 * and then this thread is ended and nothing else.
 */
if (parentPort) {
  const data = threadData() as BrowserThreadData;
  const pool = createBrowserPool({
    launch: () => launchBrowser(data),
    maxBrowsers: data.maxBrowsers,
    usesPerBrowser: USES_PER_BROWSER,
  });
  const testsCheck = createTestsCheck(data, appPackages(data.vendor));
  const scripts = loadProbeScripts();

  serveTasks<BrowserTasks>(parentPort, {
    async warmUp() {
      const [isolation] = await Promise.all([
        pool.use((browser) => Promise.resolve(browser.isolation)),
        pool.warmUp(BROWSERS_PER_APP),
        testsCheck.warmUp(),
      ]);
      return isolation;
    },
    async close() {
      await pool.dispose();
      return null;
    },
    tests: (tree, { signal }) => testsCheck.check(tree, pool, signal),
    visit: (app, { signal, emit }) =>
      pool.use(async (browser) =>
        visitApp({
          browser,
          app,
          vendor: data.vendor,
          scripts: await scripts,
          maxRoutes: data.maxRoutes,
          signal,
          onArtifact: emit,
        }),
      ),
  });
}

function appPackages({ imports, ...vendor }: VendorData): AppPackages {
  return {
    ...vendor,
    importMap: (baseUrl) => ({
      imports: Object.fromEntries(
        Object.entries(imports).map(([specifier, file]) => [specifier, baseUrl + file]),
      ),
    }),
  };
}
