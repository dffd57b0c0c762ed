import type { FileTree } from '@promptly/common';
import { createTaskThread, type TaskThread } from '@promptly/verifier/threads';

import type { AppCompiler } from '../ports.ts';
import type { CompilerTasks } from './compiler-tasks.ts';

/** The compiler in a thread of its own, where a prompt that takes long holds nobody up. */
export interface ThreadCompiler extends AppCompiler {
  /** The plan of an app, as the keyless generator makes it. */
  plan(spec: Record<string, unknown>, signal: AbortSignal): Promise<Record<string, unknown>>;
  /** The files of the app that the keyless generator makes of a prompt. */
  makeApp(promptText: string): Promise<FileTree>;
  /** Makes an app ahead of the first prompt, so that everything is loaded then; gives its files. */
  warmUp(): Promise<FileTree>;
  close(): Promise<void>;
}

const TASK_TIMEOUT_MS = 30_000;
const MAX_HEAP_MIB = 768;
/** No task listens for a cancel: they are short, or they hang. */
const CANCEL_GRACE_MS = 500;
const WARM_UP_PROMPT = 'Task tracker with a dashboard, charts, sign-in and a calendar';

/** The thread starts with the first call. */
export function createThreadCompiler(): ThreadCompiler {
  const thread: TaskThread<CompilerTasks> = createTaskThread<CompilerTasks>({
    entry: new URL('./compiler.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB: MAX_HEAP_MIB,
    cancelGraceMs: CANCEL_GRACE_MS,
    serial: true,
  });
  const run = <Name extends keyof CompilerTasks>(
    task: Name,
    input: CompilerTasks[Name]['input'],
    signal: AbortSignal,
  ) => thread.run(task, input, { timeoutMs: TASK_TIMEOUT_MS, signal });

  const compiler: ThreadCompiler = {
    async readPrompts(prompts, options, signal) {
      const { spec, diagnostics } = await run('read', { prompts, options }, signal);
      const notes = diagnostics.map(({ severity, message }) => ({
        level: severity === 'warning' ? ('warn' as const) : ('info' as const),
        message,
      }));
      return { spec, notes };
    },
    plan: (spec, signal) => run('plan', { spec }, signal),
    emit: (plan, signal) => run('emit', { plan }, signal),
    explain: (spec, plan, signal) => run('explain', { spec, plan }, signal),
    format: (tree, signal) => run('format', tree, signal),
    merge: (sides, signal) => run('merge', sides, signal),
    async makeApp(promptText) {
      const { signal } = new AbortController();
      const { spec } = await compiler.readPrompts([promptText], {}, signal);
      const plan = await compiler.plan(spec, signal);
      return compiler.format(await compiler.emit(plan, signal), signal);
    },
    warmUp: () => compiler.makeApp(WARM_UP_PROMPT),
    close: () => thread.dispose(),
  };
  return compiler;
}
