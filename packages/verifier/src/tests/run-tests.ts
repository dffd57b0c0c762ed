import type { Finding } from '@promptly/common';

import { APP_ORIGIN, type MemoryFile } from '../browser/memory-origin.ts';
import type { SandboxedBrowser } from '../browser/launch-browser.ts';
import { type CheckOutcome, counted, outcomeOf } from '../check-outcome.ts';
import { openPage } from '../pages/page-session.ts';
import { type SourcePositions, sourcePositions } from '../pages/source-positions.ts';
import { PageTimeout, withTimeLimit } from '../pages/time-limit.ts';
import type { TestBundle } from './bundle-tests.ts';
import {
  type PageError,
  type PageFileResult,
  type PageJob,
  pageFileResultSchema,
} from './page-protocol.ts';

const PROJECT_URL = '/@project/';
const DOCUMENT = Buffer.from(
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tests</title></head><body></body></html>',
);
const VIEWPORT = { width: 1280, height: 800 };
/** More than Vitest's 5 s: a busy server says nothing about the app. */
const TEST_TIMEOUT_MS = 15_000;

export interface RunTestsOptions {
  browser: SandboxedBrowser;
  bundle: TestBundle;
  /** Files that tests may show, by path in the project. */
  projectFile: (path: string) => MemoryFile | undefined;
  /** Pages at once. */
  concurrency: number;
  fileTimeoutMs: number;
  signal: AbortSignal;
}

/** Runs each test file in a page of its own, so that one file can neither see nor change what another one finds. */
export async function runTests(options: RunTestsOptions): Promise<CheckOutcome> {
  const { bundle } = options;
  if (bundle.testFiles.length === 0) {
    return outcomeOf([{ severity: 'error', message: 'the project has no tests' }], 'no tests');
  }
  if (bundle.findings.length > 0) return outcomeOf(bundle.findings);

  const results = new Map<string, FileOutcome>();
  const queue = [...bundle.testFiles];
  const work = async () => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      results.set(path, await runFile(path, options));
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, work));

  const inOrder = bundle.testFiles.flatMap((path) => results.get(path) ?? []);
  const testCount = inOrder.reduce((sum, { testCount }) => sum + testCount, 0);
  return outcomeOf(
    inOrder.flatMap(({ findings }) => findings),
    `${counted(testCount, 'test')} in ${counted(bundle.testFiles.length, 'file')}`,
  );
}

interface FileOutcome {
  testCount: number;
  findings: Finding[];
}

async function runFile(path: string, options: RunTestsOptions): Promise<FileOutcome> {
  const { bundle, browser, signal, fileTimeoutMs } = options;
  const error = (message: string): FileOutcome => ({
    testCount: 0,
    findings: [{ severity: 'error', message, path }],
  });
  if (browser.death) return error(`was not run: the browser ended, ${browser.death}`);
  signal.throwIfAborted();
  const session = await openPage(browser, { answer: answerFor(options), viewport: VIEWPORT });
  try {
    const run = session.page
      .goto(`${APP_ORIGIN}/`)
      .then(() => session.page.evaluate<unknown>(runExpression(path, options)));
    const answer = await withTimeLimit(run, {
      timeoutMs: fileTimeoutMs,
      message: `did not end within ${fileTimeoutMs / 1000} s`,
      signal,
    });
    const result = pageFileResultSchema.safeParse(answer);
    if (!result.success) return error('the page gave no result of its tests');
    const positions = sourcePositions((url) => bundle.outputs.get(`${outputOf(url)}.map`));
    const stray = session.faults
      .filter(({ kind }) => kind === 'error')
      .map(({ message, stack }) => ({ message: `outside of a test: ${message}`, stack }));
    const findings = findingsOf(path, result.data, stray, positions);
    // Skipped tests show nothing, so a file of them alone counts as empty.
    const testCount = result.data.tests.filter(({ state }) => state !== 'skipped').length;
    return testCount === 0 && findings.length === 0
      ? error('holds no tests that run')
      : { testCount, findings };
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof PageTimeout) return error(cause.message);
    const reason = browser.death ?? session.faults.find(({ kind }) => kind === 'crash')?.message;
    return error(`could not be run: ${reason ?? String(cause)}`);
  } finally {
    await session.close();
  }
}

/** The result is what the expression gives: there is no channel which the tests could find and write to. */
function runExpression(path: string, { bundle }: RunTestsOptions): string {
  const { setupPath, runner } = bundle;
  const paths = setupPath === undefined ? [path] : [setupPath, path];
  const job: PageJob = {
    path,
    setupPath,
    modules: Object.fromEntries(paths.map((file) => [file, `${PROJECT_URL}${file}.js`])),
    testTimeoutMs: TEST_TIMEOUT_MS,
  };
  const url = JSON.stringify(PROJECT_URL + runner);
  return `import(${url}).then((runner) => runner.runTestFile(${JSON.stringify(job)}))`;
}

function answerFor({ bundle, projectFile }: RunTestsOptions) {
  return (pathname: string, resourceType: string): MemoryFile | undefined => {
    if (resourceType === 'document') return { bytes: DOCUMENT, contentType: 'text/html' };
    const path = decodeURIComponent(pathname);
    if (!path.startsWith(PROJECT_URL)) return projectFile(path.slice(1));
    const module = bundle.outputs.get(path.slice(PROJECT_URL.length));
    return module && { bytes: module, contentType: 'text/javascript' };
  };
}

function outputOf(url: string): string {
  return decodeURIComponent(url.slice(APP_ORIGIN.length + PROJECT_URL.length));
}

function findingsOf(
  path: string,
  { tests, errors }: PageFileResult,
  stray: readonly PageError[],
  positions: SourcePositions,
): Finding[] {
  const place = ({ stack }: PageError) => {
    const places = positions.ofStack(stack);
    return places.find((position) => position.path === path) ?? places[0] ?? { path };
  };
  const ofTests = tests.flatMap(({ name, state, errors: testErrors }) => {
    if (state !== 'failed') return [];
    const all = testErrors.length > 0 ? testErrors : [{ message: 'failed', stack: '' }];
    return all.map((error): Finding => ({
      severity: 'error',
      message: `${name}: ${error.message}`,
      ...place(error),
    }));
  });
  const others = [...errors, ...stray].map((error): Finding => ({
    severity: 'error',
    message: error.message,
    ...place(error),
  }));
  return [...others, ...ofTests];
}
