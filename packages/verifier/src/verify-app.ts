import { type CheckResult, type FileTree, type Verdict, verdictOf } from '@promptly/common';
import type { PreviewBuild, PreviewBuilder } from '@promptly/preview';

import type { MissingBrowser } from './browser/browser-binary.ts';
import type { BrowserTasks } from './browser-thread/browser.thread.ts';
import { checkBuild } from './build/check-build.ts';
import { type CheckEvents, type CheckRunner, createCheckRunner } from './check-runner.ts';
import type { VerifierLimits } from './limits.ts';
import type { SourceTasks } from './source/source.thread.ts';
import { type TaskThread, ThreadError } from './threads/task-thread.ts';
import type { TypesTasks } from './types/types.thread.ts';
import type { Artifact, VisitResult } from './visit/visit-app.ts';

/** What the checks run on. */
export interface VerifierTools {
  source: TaskThread<SourceTasks>;
  types: TaskThread<TypesTasks>;
  browsers: TaskThread<BrowserTasks> | MissingBrowser;
  previewBuilder: Pick<PreviewBuilder, 'build'>;
  limits: VerifierLimits;
}

export interface VerifyRequest extends CheckEvents {
  tree: FileTree;
  /** Gives a build of the tree that is made anyway, such as for its preview; without it the verifier builds. */
  build?: (() => Promise<PreviewBuild>) | undefined;
  /** Pictures of the app, as soon as they are taken. */
  onArtifact?: ((artifact: Artifact) => void) | undefined;
}

/** Runs the seven checks side by side; rejects only when the signal aborts. */
export async function verifyApp(tools: VerifierTools, request: VerifyRequest): Promise<Verdict> {
  const runner = createCheckRunner(request);
  const results = await Promise.all([
    checkSource(tools, request, runner),
    checkTypes(tools, request, runner),
    checkTests(tools, request, runner),
    buildAndVisit(tools, request, runner),
  ]);
  return verdictOf(results.flat());
}

/** One after the other: both need the same thread. */
async function checkSource(
  { source, limits }: VerifierTools,
  { tree, signal }: VerifyRequest,
  runner: CheckRunner,
): Promise<CheckResult[]> {
  const format = await runner.run('format', () =>
    source.run('format', tree, { timeoutMs: limits.formatTimeoutMs, signal }),
  );
  const lint = await runner.run('lint', () =>
    source.run('lint', tree, { timeoutMs: limits.lintTimeoutMs, signal }),
  );
  return [format, lint];
}

function checkTypes(
  { types, limits }: VerifierTools,
  { tree, signal }: VerifyRequest,
  runner: CheckRunner,
): Promise<CheckResult> {
  return runner.run('types', () =>
    types.run('types', tree, { timeoutMs: limits.typesTimeoutMs, signal }),
  );
}

async function checkTests(
  { browsers, limits }: VerifierTools,
  { tree, signal }: VerifyRequest,
  runner: CheckRunner,
): Promise<CheckResult> {
  if ('missing' in browsers) return runner.skip('tests', browsers.missing);
  const options = { timeoutMs: limits.testsTimeoutMs, signal };
  return runner.run('tests', () => twice(() => browsers.run('tests', tree, options)));
}

async function buildAndVisit(
  { browsers, limits, previewBuilder }: VerifierTools,
  { tree, signal, onArtifact, ...request }: VerifyRequest,
  runner: CheckRunner,
): Promise<CheckResult[]> {
  const makeBuild = request.build ?? (() => previewBuilder.build(tree, { signal }));
  let built: PreviewBuild | undefined;
  const build = await runner.run('build', async () => {
    built = await unlessAborted(makeBuild(), signal);
    return checkBuild(tree, built);
  });
  const skipBoth = (reason: string) => [
    build,
    runner.skip('render', reason),
    runner.skip('a11y', reason),
  ];
  if ('missing' in browsers) return skipBoth(browsers.missing);
  if (!built?.script) return skipBoth('the app does not build');

  const app = { ...built, script: built.script };
  const options = { timeoutMs: limits.visitTimeoutMs, signal, onEvent: onArtifact };
  const visit = twice<VisitResult>(() => browsers.run('visit', app, options));
  return [
    build,
    ...(await Promise.all([
      runner.run('render', async () => (await visit).render),
      runner.run('a11y', async () => (await visit).a11y),
    ])),
  ];
}

/** A build that others want as well goes on, but nobody waits for it here. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Work in the browsers' thread ends with it when another app breaks the thread; only a second death is its own. */
async function twice<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ThreadError && error.reason === 'died') return work();
    throw error;
  }
}
