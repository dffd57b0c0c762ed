import type { FileTree } from '@promptly/common';
import type { IconTable } from '@promptly/preview/bundling';

import type { BrowserPool } from '../browser/browser-pool.ts';
import type { MemoryFile } from '../browser/memory-origin.ts';
import { readManifest, undeclaredPackages } from '../build/declared-packages.ts';
import { type CheckOutcome, outcomeOf } from '../check-outcome.ts';
import { bundleTests } from './bundle-tests.ts';
import { runTests } from './run-tests.ts';
import { type AppPackages, type TestLibraries, loadTestLibraries } from './test-libraries.ts';

/** Test pages at once: as many as there is work for on two cores. */
const PAGES_AT_ONCE = 2;

export interface TestsCheckOptions {
  cacheDir: string;
  testFileTimeoutMs: number;
  vendor: { iconTable: string };
}

export interface TestsCheck {
  warmUp(): Promise<void>;
  check(tree: FileTree, browsers: BrowserPool, signal: AbortSignal): Promise<CheckOutcome>;
}

/** Bundles and runs a project's tests. The libraries of tests are made on the first use. */
export function createTestsCheck(options: TestsCheckOptions, app: AppPackages): TestsCheck {
  const icons = JSON.parse(options.vendor.iconTable) as IconTable;
  let libraries: Promise<TestLibraries> | undefined;
  const load = () => (libraries ??= loadTestLibraries(options.cacheDir, app));

  return {
    async warmUp() {
      await load();
    },
    async check(tree, browsers, signal) {
      const loaded = await load();
      const bundle = await bundleTests(tree, { specifiers: new Set(loaded.specifiers), icons });
      // The app's own packages are the business of the build.
      const ofTests = bundle.imports.filter((specifier) => !app.specifiers.includes(specifier));
      const undeclared = undeclaredPackages(readManifest(tree), ofTests);
      if (undeclared.length > 0) return outcomeOf(undeclared);
      return browsers.use((browser) =>
        runTests({
          browser,
          bundle,
          libraries: loaded,
          projectFile: (path) => projectFile(tree, path),
          concurrency: PAGES_AT_ONCE,
          fileTimeoutMs: options.testFileTimeoutMs,
          signal,
        }),
      );
    },
  };
}

/** A picture that a component shows while it is tested; the browser finds out the other kinds by itself. */
function projectFile(tree: FileTree, path: string): MemoryFile | undefined {
  const bytes = tree.get(path) ?? tree.get(`public/${path}`);
  const contentType = path.endsWith('.svg') ? 'image/svg+xml' : 'application/octet-stream';
  return bytes && { bytes, contentType };
}
