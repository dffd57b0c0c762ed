import type { FileTree } from '@promptly/common';
import type { IconTable } from '@promptly/preview/bundling';

import type { BrowserPool } from '../browser/browser-pool.ts';
import type { MemoryFile } from '../browser/memory-origin.ts';
import { readManifest, undeclaredPackages } from '../build/declared-packages.ts';
import { type CheckOutcome, outcomeOf } from '../check-outcome.ts';
import { bundleTests } from './bundle-tests.ts';
import { runTests } from './run-tests.ts';
import type { TestLibraries } from './test-libraries.ts';

/** Test pages at once: as many as there is work for on two cores. */
const PAGES_AT_ONCE = 2;

export interface TestsCheckOptions {
  browsers: BrowserPool;
  libraries: TestLibraries;
  icons: IconTable;
  /** What the app itself may import: that package.json names it is the business of the build. */
  appSpecifiers: readonly string[];
  testFileTimeoutMs: number;
}

/** Bundles and runs a project's tests. */
export async function checkTests(
  tree: FileTree,
  options: TestsCheckOptions,
  signal: AbortSignal,
): Promise<CheckOutcome> {
  const bundle = await bundleTests(tree, options.libraries, options.icons);
  const ofTests = bundle.imports.filter((name) => !options.appSpecifiers.includes(name));
  const undeclared = undeclaredPackages(readManifest(tree), ofTests);
  if (undeclared.length > 0) return outcomeOf(undeclared);
  return options.browsers.use((browser) =>
    runTests({
      browser,
      bundle,
      projectFile: (path) => projectFile(tree, path),
      concurrency: PAGES_AT_ONCE,
      fileTimeoutMs: options.testFileTimeoutMs,
      signal,
    }),
  );
}

/** A picture that a component shows while it is tested; the browser finds out the other kinds by itself. */
function projectFile(tree: FileTree, path: string): MemoryFile | undefined {
  const bytes = tree.get(path) ?? tree.get(`public/${path}`);
  const contentType = path.endsWith('.svg') ? 'image/svg+xml' : 'application/octet-stream';
  return bytes && { bytes, contentType };
}
