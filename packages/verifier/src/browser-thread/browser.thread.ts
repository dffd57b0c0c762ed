import { parentPort } from 'node:worker_threads';

import type { FileTree } from '@promptly/common';
import type { IconTable } from '@promptly/preview/bundling';

import type { BrowserBinary } from '../browser/browser-binary.ts';
import { createBrowserPool } from '../browser/browser-pool.ts';
import type { BrowserIsolation, IsolationPlan } from '../browser/isolation.ts';
import { browserStarter } from '../browser/start-browser.ts';
import type { CheckOutcome } from '../check-outcome.ts';
import { checkTests } from '../tests/check-tests.ts';
import { type AppPackages, loadTestLibraries } from '../tests/test-libraries.ts';
import { runInBackground } from '../threads/background-priority.ts';
import { serveTasks, threadData } from '../threads/serve-tasks.ts';
import type { BuiltApp } from '../visit/app-pages.ts';
import { bundleApp } from '../visit/bundle-app.ts';
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
  bundleDir: string;
  runDir: string;
  cacheDir: string;
  vendor: VendorData;
  maxMemoryBytes: number;
  maxBrowsers: number;
  maxRoutes: number;
  visitStepTimeoutMs: number;
  testFileTimeoutMs: number;
}

/** The app's packages as plain data. */
export interface VendorData extends AppPackages {
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
  runInBackground();
  const data = threadData() as BrowserThreadData;
  const { vendor } = data;
  const icons = JSON.parse(vendor.iconTable) as IconTable;
  const browsers = createBrowserPool({
    launch: browserStarter(data),
    maxBrowsers: data.maxBrowsers,
    usesPerBrowser: USES_PER_BROWSER,
  });
  const loadedScripts = loadProbeScripts();
  const libraries = loadTestLibraries(data.cacheDir, vendor);

  serveTasks<BrowserTasks>(parentPort, {
    async warmUp() {
      const [isolation] = await Promise.all([
        browsers.use((browser) => Promise.resolve(browser.isolation)),
        browsers.warmUp(BROWSERS_PER_APP),
        libraries,
      ]);
      return isolation;
    },
    async tests(tree, { signal }) {
      const { testFileTimeoutMs } = data;
      const appSpecifiers = vendor.specifiers;
      const options = {
        browsers,
        libraries: await libraries,
        icons,
        appSpecifiers,
        testFileTimeoutMs,
      };
      return checkTests(tree, options, signal);
    },
    async visit(app, { signal, emit }) {
      const pages = await bundleApp(app, await libraries);
      const scripts = await loadedScripts;
      return browsers.use((browser) =>
        visitApp({
          browser,
          app: pages,
          scripts,
          maxRoutes: data.maxRoutes,
          stepTimeoutMs: data.visitStepTimeoutMs,
          signal,
          onArtifact: emit,
        }),
      );
    },
    async close() {
      await browsers.dispose();
      return null;
    },
  });
}
