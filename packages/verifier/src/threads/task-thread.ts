import { Worker } from 'node:worker_threads';

import type { FromThread, TaskMap, ToThread } from './messages.ts';

export interface TaskThreadOptions {
  /** The TypeScript module that calls `serveTasks`. */
  entry: URL;
  /** Handed to the thread at each start; see `threadData`. */
  data: unknown;
  maxHeapMiB: number;
  /** One task at a time, so that a time limit counts for that task alone. */
  serial: boolean;
  /** A canceled task that has not stopped after this time is ended together with its thread. */
  cancelGraceMs: number;
}

export interface RunOptions<Event> {
  timeoutMs: number;
  signal?: AbortSignal | undefined;
  onEvent?: ((event: Event) => void) | undefined;
}

/** Why a task gave no answer; whatever the task itself threw is a plain Error. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';

  constructor(
    readonly reason: 'timeout' | 'died' | 'aborted',
    message: string,
  ) {
    super(message);
  }
}

/**
 * A warm thread for work that may hang or die: after a timeout it gets no more tasks, those beside the hung one may end,
 * and the next task starts a new thread.
 */
export interface TaskThread<Tasks extends TaskMap> {
  run<Name extends keyof Tasks & string>(
    task: Name,
    input: Tasks[Name]['input'],
    options: RunOptions<Tasks[Name]['event']>,
  ): Promise<Tasks[Name]['output']>;
  /** Starts the thread ahead of its first task. */
  warmUp(): void;
  dispose(): Promise<void>;
}

interface Pending {
  onEvent: ((event: unknown) => void) | undefined;
  resolve: (output: unknown) => void;
  reject: (error: Error) => void;
}

interface RunningThread {
  worker: Worker;
  pending: Map<number, Pending>;
  /** Set once the thread gets no more tasks: called when its last one has ended. */
  onIdle?: () => void;
}

/** How long tasks beside a hung one may go on: it may keep them from ending, too. */
const DRAIN_TIMEOUT_MS = 15_000;

export function createTaskThread<Tasks extends TaskMap>(
  options: TaskThreadOptions,
): TaskThread<Tasks> {
  let current: RunningThread | undefined;
  const retired = new Set<RunningThread>();
  let lastId = 0;
  let disposed = false;
  let queue: Promise<unknown> = Promise.resolve();

  function thread(): RunningThread {
    if (disposed) throw new ThreadError('died', 'the verifier is closed');
    current ??= start(options, (ended) => {
      if (current === ended) current = undefined;
    });
    return current;
  }

  function retire(running: RunningThread): void {
    if (current === running) current = undefined;
    if (retired.has(running)) return;
    retired.add(running);
    const end = () => {
      clearTimeout(timer);
      retired.delete(running);
      rejectAll(running, new ThreadError('died', 'ended because another task hung'));
      void running.worker.terminate();
    };
    const timer = setTimeout(end, DRAIN_TIMEOUT_MS).unref();
    running.onIdle = end;
  }

  /** Runs a task now. The promise settles only when the thread is free of it again. */
  function dispatch(task: string, input: unknown, run: RunOptions<never>): Promise<unknown> {
    if (run.signal?.aborted) return Promise.reject(aborted());
    const running = thread();
    const id = (lastId += 1);
    const result = new Promise<unknown>((resolve, reject) => {
      running.pending.set(id, { onEvent: run.onEvent as Pending['onEvent'], resolve, reject });
    });
    const endWith = (error: ThreadError) => {
      running.pending.get(id)?.reject(error);
      retire(running);
    };
    const timer = setTimeout(
      () => endWith(new ThreadError('timeout', `did not end within ${run.timeoutMs / 1000} s`)),
      run.timeoutMs,
    );
    let graceTimer: NodeJS.Timeout | undefined;
    const cancel = () => {
      running.worker.postMessage({ type: 'cancel', id } satisfies ToThread);
      graceTimer = setTimeout(() => endWith(aborted()), options.cancelGraceMs);
    };
    run.signal?.addEventListener('abort', cancel, { once: true });
    running.worker.postMessage({ type: 'run', id, task, input } satisfies ToThread);
    return result.finally(() => {
      clearTimeout(timer);
      clearTimeout(graceTimer);
      run.signal?.removeEventListener('abort', cancel);
      running.pending.delete(id);
      if (running.pending.size === 0) running.onIdle?.();
    });
  }

  return {
    async run(task, input, run) {
      const start = () => dispatch(task, input, run);
      const result = options.serial ? queue.then(start) : start();
      if (options.serial) queue = result.catch(() => undefined);
      return withAbort(result, run.signal);
    },
    warmUp: () => void thread(),
    async dispose() {
      disposed = true;
      const threads = [...retired, ...(current ? [current] : [])];
      for (const thread of threads) {
        rejectAll(thread, new ThreadError('died', 'the verifier was closed'));
      }
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

function start(options: TaskThreadOptions, onEnd: (thread: RunningThread) => void): RunningThread {
  const worker = new Worker(new URL('./start-thread.mjs', import.meta.url), {
    workerData: { entry: options.entry.href, data: options.data },
    execArgv: [],
    env: threadEnv(),
    resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMiB },
  });
  const thread: RunningThread = { worker, pending: new Map() };
  worker.on('message', (message: FromThread) => receive(thread, message));
  worker.on('error', (error) => {
    rejectAll(thread, new ThreadError('died', `died: ${error.message}`));
    onEnd(thread);
  });
  worker.on('exit', () => {
    rejectAll(thread, new ThreadError('died', 'died'));
    onEnd(thread);
  });
  // A warm thread without work does not keep the program alive.
  worker.unref();
  return thread;
}

function receive(thread: RunningThread, message: FromThread): void {
  const pending = thread.pending.get(message.id);
  if (!pending) return;
  if (message.type === 'event') pending.onEvent?.(message.event);
  else if (message.type === 'done') pending.resolve(message.output);
  else pending.reject(new Error(message.message));
}

function rejectAll(thread: RunningThread, error: ThreadError): void {
  for (const { reject } of thread.pending.values()) reject(error);
}

/** The caller hears of an abort at once, while the thread may still be busy for a moment. */
function withAbort<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(aborted());
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function aborted(): ThreadError {
  return new ThreadError('aborted', 'was canceled');
}

/** What the thread's tools need to find programs and temporary folders, and no secrets. */
function threadEnv(): Record<string, string> {
  const { PATH, TMPDIR, TEMP, SystemRoot } = process.env;
  const known = Object.entries({ PATH, TMPDIR, TEMP, SystemRoot, GOMEMLIMIT: '1GiB' });
  return Object.fromEntries(
    known.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
