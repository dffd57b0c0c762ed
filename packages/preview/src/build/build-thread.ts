import path from 'node:path';
import { Worker } from 'node:worker_threads';

import { build as bundle } from 'esbuild';

import { PACKAGE_ROOT } from '../vendor/entries.ts';
import type { BuildReply, BuildRequest, BuildThreadData } from './build-protocol.ts';
import type { SessionBuild } from './session.ts';

/** A build to run. `changes` is asked for when it starts: a new thread needs all files again. */
export interface ThreadJob {
  session: number;
  entry: string | undefined;
  /** Arrays of their own: they are handed over to the thread. */
  changes: (threadNumber: number) => [path: string, bytes: Uint8Array | null][];
}

/** Why a build has no result: the project made the compiler hang, crash or run out of memory. */
export type ThreadFault = 'timed_out' | 'crashed';

export type ThreadResult = { build: SessionBuild } | { fault: ThreadFault };

interface RunningJob {
  job: ThreadJob;
  settle(result: ThreadResult): void;
  fail(error: unknown): void;
  /** Set once it ran when a thread broke: it runs again with nothing beside it, to find the culprit. */
  suspect: boolean;
  timer?: NodeJS.Timeout;
}

export interface BuildThreadOptions {
  data: Omit<BuildThreadData, 'packageFile'>;
  timeoutMs: number;
  maxHeapMb: number;
}

/**
 * Runs builds in a worker thread. When it breaks or a build takes too long, the thread is replaced, and the
 * builds that were under way run again one by one: the one that breaks it alone is at fault, the others succeed.
 */
export class BuildThread {
  readonly #options: BuildThreadOptions;
  readonly #running = new Map<number, RunningJob>();
  readonly #waiting: RunningJob[] = [];
  readonly #code: Promise<string> = bundleWorker();
  #worker: Promise<Worker>;
  #threadNumber = 0;
  #lastId = 0;
  #closed = false;

  constructor(options: BuildThreadOptions) {
    this.#options = options;
    this.#worker = this.#startWorker();
  }

  run(job: ThreadJob): Promise<ThreadResult> {
    return new Promise((settle, fail) => {
      if (this.#closed) return fail(new Error('the preview builder is closed'));
      this.#waiting.push({ job, settle, fail, suspect: false });
      this.#startWaiting();
    });
  }

  /** Nobody waits for a job any more: it does not start, or is told to end. */
  cancel(job: ThreadJob): void {
    const index = this.#waiting.findIndex((waiting) => waiting.job === job);
    const [waiting] = index < 0 ? [] : this.#waiting.splice(index, 1);
    waiting?.fail(new Error('the build was canceled'));
    if (waiting) this.#startWaiting();
    for (const [id, running] of this.#running) {
      if (running.job === job) void this.#send({ type: 'cancel', id, session: job.session });
    }
  }

  /** Lets the thread forget a session. */
  async dispose(session: number): Promise<void> {
    await this.#send({ type: 'dispose', session });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = await this.#worker;
    await worker.terminate();
    const error = new Error('the preview builder is closed');
    for (const running of [...this.#running.values(), ...this.#waiting]) {
      clearTimeout(running.timer);
      running.fail(error);
    }
    this.#running.clear();
    this.#waiting.length = 0;
  }

  async #send(request: BuildRequest): Promise<void> {
    const worker = await this.#worker;
    worker.postMessage(request);
  }

  #startWaiting(): void {
    for (;;) {
      const next = this.#waiting[0];
      const suspectRuns = [...this.#running.values()].some(({ suspect }) => suspect);
      if (!next || suspectRuns || (next.suspect && this.#running.size > 0)) return;
      this.#waiting.shift();
      this.#lastId += 1;
      this.#running.set(this.#lastId, next);
      const id = this.#lastId;
      this.#start(id, next).catch((error: unknown) => {
        clearTimeout(next.timer);
        this.#running.delete(id);
        next.fail(error);
      });
    }
  }

  async #start(id: number, running: RunningJob): Promise<void> {
    const worker = await this.#worker;
    if (!this.#running.has(id)) return;
    worker.ref();
    running.timer = setTimeout(() => {
      this.#replaceWorker('timed_out');
    }, this.#options.timeoutMs);
    const { session, entry } = running.job;
    const changed = running.job.changes(this.#threadNumber);
    const request: BuildRequest = { type: 'build', id, session, changes: changed, entry };
    const copies = changed.flatMap(([, bytes]) => (bytes ? [bytes.buffer as ArrayBuffer] : []));
    worker.postMessage(request, copies);
  }

  #receive(reply: BuildReply): void {
    const running = this.#running.get(reply.id);
    if (!running) return;
    if (reply.type === 'broken') {
      this.#replaceWorker('crashed');
      return;
    }
    this.#settle(reply.id, running, { build: reply.build });
    if (this.#running.size === 0) void this.#worker.then((worker) => worker.unref());
    this.#startWaiting();
  }

  #settle(id: number, running: RunningJob, result: ThreadResult): void {
    clearTimeout(running.timer);
    this.#running.delete(id);
    running.settle(result);
  }

  #replaceWorker(fault: ThreadFault): void {
    const old = this.#worker;
    void old.then((worker) => worker.terminate());
    if (this.#closed) return;
    this.#worker = this.#startWorker();

    const alone = this.#running.size === 1;
    for (const [id, running] of [...this.#running]) {
      if (alone) {
        this.#settle(id, running, { fault });
      } else {
        clearTimeout(running.timer);
        this.#running.delete(id);
        this.#waiting.unshift({ ...running, suspect: true });
      }
    }
    this.#startWaiting();
  }

  async #startWorker(): Promise<Worker> {
    this.#threadNumber += 1;
    const number = this.#threadNumber;
    const worker = new Worker(await this.#code, {
      eval: true,
      // The bundle is plain JavaScript: loaders of the main thread are of no use to it.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.#options.maxHeapMb },
      workerData: {
        ...this.#options.data,
        packageFile: path.join(PACKAGE_ROOT, 'package.json'),
      } satisfies BuildThreadData,
    });
    worker.unref();
    worker.on('message', (reply: BuildReply) => {
      if (number === this.#threadNumber) this.#receive(reply);
    });
    worker.on('error', () => {
      if (number === this.#threadNumber) this.#replaceWorker('crashed');
    });
    return worker;
  }
}

/** The thread's code as one script: threads do not understand TypeScript by themselves. */
async function bundleWorker(): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: [path.join(PACKAGE_ROOT, 'src', 'build', 'build.thread.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (!file) throw new Error('esbuild made no build thread');
  return file.text;
}
