import { type File, type Task, type VitestRunner, startTests } from '@vitest/runner';
import { getTests } from '@vitest/runner/utils';
import { setSafeTimers } from '@vitest/utils/timers';

import type { PageError, PageFileResult, PageJob, PageTest } from '../page-protocol.ts';
import { checkCountedAssertions, startCountingAssertions } from './expect.ts';

// A test may replace the timers; the runner keeps the real ones.
setSafeTimers();

/** Runs one test file in this page and returns what became of its tests. Called by the verifier, once a page. */
export async function runTestFile(job: PageJob): Promise<PageFileResult> {
  const [file] = await startTests([job.path], createRunner(job));
  if (!file) return { tests: [], errors: [{ message: 'the file was not run', stack: '' }] };
  return { tests: getTests(file).map(testOf), errors: fileErrors(file) };
}

function createRunner(job: PageJob): VitestRunner {
  return {
    config: {
      root: '/',
      name: undefined,
      setupFiles: job.setupPath === undefined ? [] : [job.setupPath],
      passWithNoTests: true,
      testNamePattern: undefined,
      // A forgotten `.only` hides tests.
      allowOnly: false,
      sequence: { seed: 1, hooks: 'stack', setupFiles: 'list' },
      chaiConfig: undefined,
      maxConcurrency: 5,
      testTimeout: job.testTimeoutMs,
      hookTimeout: job.testTimeoutMs,
      retry: 0,
      includeTaskLocation: false,
      tags: [],
      tagsFilter: undefined,
      strictTags: false,
    },
    importFile: (path) => import(job.modules[path] ?? path),
    onBeforeTryTask: startCountingAssertions,
    onAfterTryTask: checkCountedAssertions,
  };
}

function testOf(test: Task): PageTest {
  return {
    name: namesOf(test).join(' › '),
    state: test.result?.state === 'fail' ? 'failed' : test.mode === 'run' ? 'passed' : 'skipped',
    errors: errorsOf(test),
  };
}

/** Errors outside of tests: while the file was loaded, and in the hooks of its suites. */
function fileErrors(file: File): PageError[] {
  return [file, ...suitesBelow(file)].flatMap(errorsOf);
}

function suitesBelow(task: Task): Task[] {
  if (task.type !== 'suite') return [];
  return task.tasks.flatMap((child) =>
    child.type === 'suite' ? [child, ...suitesBelow(child)] : [],
  );
}

function errorsOf(task: Task): PageError[] {
  return (task.result?.errors ?? []).map(({ message, stack, diff }) => ({
    message: diff ? `${message}\n${withoutColors(diff)}` : message,
    stack: stack ?? '',
  }));
}

function namesOf(task: Task): string[] {
  const { suite } = task;
  // The outermost suite is the file.
  return suite === undefined || 'filepath' in suite ? [task.name] : [...namesOf(suite), task.name];
}

function withoutColors(text: string): string {
  // eslint-disable-next-line no-control-regex -- the escape character starts a color
  return text.replace(/\u001b\[\d+m/g, '');
}
