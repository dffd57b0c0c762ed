import { createRequire } from 'node:module';
import path from 'node:path';

import type { FileTree, Verdict } from '@promptly/common';
import type { PreviewBuilder, Vendor } from '@promptly/preview';

import type { MissingBrowser } from './browser/browser-binary.ts';
import type { BrowserIsolation } from './browser/isolation.ts';
import type { BrowserTasks } from './browser-thread/browser.thread.ts';
import { type BrowserOptions, openBrowserThread } from './browser-thread/browser-thread.ts';
import { DEFAULT_LIMITS, type VerifierLimits } from './limits.ts';
import type { SourceTasks } from './source/source.thread.ts';
import { type TaskThread, createTaskThread } from './threads/task-thread.ts';
import type { TypeCheckOptions } from './types/check-types.ts';
import type { TypesTasks } from './types/types.thread.ts';
import { type VerifyRequest, verifyApp } from './verify-app.ts';

const SOURCE_HEAP_MIB = 1024;
const TYPES_HEAP_MIB = 512;
/** A check of sources cannot hear of a cancel; most end within this time anyway, and their thread stays warm. */
const CANCEL_GRACE_MS = 500;
const WARM_UP_TIMEOUT_MS = 60_000;
const CLOSE_TIMEOUT_MS = 5_000;

export interface VerifierOptions {
  previewBuilder: Pick<PreviewBuilder, 'build'>;
  /** The packages that `previewBuilder` builds for, in React's development build. */
  vendor: Vendor;
  /** Where the browser and the test libraries are kept between starts. */
  cacheDir: string;
  browser?: BrowserOptions;
  limits?: Partial<VerifierLimits>;
}

export interface Verifier {
  /** Runs the seven checks; rejects only when `signal` aborts. What cannot run is skipped, and the result says why. */
  verify(request: VerifyRequest): Promise<Verdict>;
  /** Starts what the first verification would wait for; of a sample app it learns the files that apps share. */
  warmUp(sample: FileTree): Promise<void>;
  /** How the browser is kept apart from the machine, or why there is none. */
  browserStatus(): Promise<BrowserIsolation | MissingBrowser>;
  dispose(): Promise<void>;
}

/** Makes a verifier. Nothing is started before it is needed. */
export function createVerifier(options: VerifierOptions): Verifier {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const source = createTaskThread<SourceTasks>({
    entry: new URL('./source/source.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB: SOURCE_HEAP_MIB,
    serial: true,
    cancelGraceMs: CANCEL_GRACE_MS,
  });
  const types = createTaskThread<TypesTasks>({
    entry: new URL('./types/types.thread.ts', import.meta.url),
    data: {
      searchFrom: packageRoots(),
      runDir: path.join(options.cacheDir, 'types'),
    } satisfies TypeCheckOptions,
    maxHeapMiB: TYPES_HEAP_MIB,
    serial: true,
    cancelGraceMs: CANCEL_GRACE_MS,
  });
  let opened: Promise<TaskThread<BrowserTasks> | MissingBrowser> | undefined;

  function openBrowsers() {
    const { vendor, cacheDir, browser = {} } = options;
    opened ??= openBrowserThread({ vendor, cacheDir, browser, limits }).catch((error: unknown) => ({
      missing: `the browser could not be prepared: ${String(error)}`,
    }));
    return opened;
  }

  async function browserStatus() {
    const browsers = await openBrowsers();
    if ('missing' in browsers) return browsers;
    return browsers
      .run('warmUp', null, { timeoutMs: WARM_UP_TIMEOUT_MS })
      .catch((error: unknown) => ({ missing: `the browser does not start: ${String(error)}` }));
  }

  return {
    async verify(request) {
      const browsers = await openBrowsers();
      const { previewBuilder } = options;
      return verifyApp({ source, types, browsers, previewBuilder, limits }, request);
    },
    async warmUp(sample) {
      const run = { timeoutMs: WARM_UP_TIMEOUT_MS };
      const learnSources = async () => {
        // File by file, so that an app which comes meanwhile need not wait for all of them.
        for (const file of sample) {
          await source.run('format', new Map([file]), run);
          await source.run('lint', new Map([file]), run);
        }
      };
      await Promise.all([learnSources(), types.run('types', sample, run), browserStatus()]);
    },
    browserStatus,
    async dispose() {
      const browsers = await opened;
      if (browsers && !('missing' in browsers)) {
        await browsers.run('close', null, { timeoutMs: CLOSE_TIMEOUT_MS }).catch(() => undefined);
        await browsers.dispose();
      }
      await Promise.all([source.dispose(), types.dispose()]);
    },
  };
}

/** The folders that declare the packages of generated apps and of their tests. */
function packageRoots(): string[] {
  const require = createRequire(import.meta.url);
  return ['@promptly/verifier', '@promptly/preview'].map((name) =>
    path.dirname(path.dirname(require.resolve(name))),
  );
}
