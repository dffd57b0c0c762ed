import type { FileTree } from '@promptly/common';

import type { Vendor } from '../vendor/vendor.ts';
import { BuildThread, type ThreadFault, type ThreadJob, type ThreadResult } from './build-thread.ts'; // prettier-ignore
import { BuildThreads } from './build-threads.ts';
import { errorDiagnostic } from './diagnostics.ts';
import { mediaTypeOf } from './media-types.ts';
import type { PreviewBuild } from './preview-build.ts';
import { failed, type SessionBuild } from './session.ts';

export interface PreviewBuilderOptions {
  vendor: Vendor;
  /** Projects that are kept warm at once; the one that rested longest goes first. */
  maxSessions?: number;
  /** Bytes of project files that warm projects may hold together. */
  maxCachedBytes?: number;
  /** A build that takes longer is given up, and the project is told so. */
  timeoutMs?: number;
  maxHeapMb?: number;
}

export interface BuildOptions {
  /** Names the project: builds of one key compile only what changed, one after another. Without it, all. */
  key?: string;
  /** Answers for the project: builds of an owner whose build broke the compiler hold up no others for a while. */
  owner?: string;
  /** Path of the first module; index.html and then `src/main.tsx` say it by default. */
  entry?: string;
  signal?: AbortSignal;
}

export interface PreviewBuilder {
  /**
   * Builds a tree. What is wrong with the project comes back as diagnostics; it rejects only when `signal`
   * aborts or the builder is closed.
   */
  build(tree: FileTree, options?: BuildOptions): Promise<PreviewBuild>;
  /** Lets go of a project's warm state. */
  forget(key: string): void;
  close(): Promise<void>;
}

/** Compiles projects in a thread of its own; nothing of a project is run, and none of it reaches the disk. */
export function createPreviewBuilder({
  vendor,
  maxSessions = 24,
  maxCachedBytes = 256 * 1024 * 1024,
  timeoutMs = 20_000,
  maxHeapMb = 1024,
}: PreviewBuilderOptions): PreviewBuilder {
  const { specifiers, iconTable, mode } = vendor;
  const data = { vendored: specifiers, iconTable, mode };
  const threads = new BuildThreads(() => new BuildThread({ data, timeoutMs, maxHeapMb }));
  /** By key, in the order of their last use. */
  const sessions = new Map<string, Session>();
  let lastSessionId = 0;

  const newSession = (thread: BuildThread) => {
    lastSessionId += 1;
    return new Session(lastSessionId, thread);
  };

  function sessionOf(key: string, thread: BuildThread): Session {
    if (sessions.get(key)?.thread !== thread) forget(key);
    const session = sessions.get(key) ?? newSession(thread);
    sessions.delete(key);
    sessions.set(key, session);
    return session;
  }

  function forget(key: string): void {
    sessions.get(key)?.dispose();
    sessions.delete(key);
  }

  function evict(current: string): void {
    let cachedBytes = [...sessions.values()].reduce((sum, session) => sum + session.bytes, 0);
    for (const [key, session] of sessions) {
      if (sessions.size <= maxSessions && cachedBytes <= maxCachedBytes) return;
      if (key === current) continue;
      cachedBytes -= session.bytes;
      forget(key);
    }
  }

  async function build(tree: FileTree, { key, owner, entry, signal }: BuildOptions = {}) {
    signal?.throwIfAborted();
    const started = performance.now();
    const thread = threads.of(owner);
    const session = key === undefined ? newSession(thread) : sessionOf(key, thread);
    const running = session.build(tree, entry, signal).then((result) => {
      if ('fault' in result && owner !== undefined) threads.blame(owner);
      return result;
    });
    if (key !== undefined) evict(key);
    try {
      const result = await (signal ? unlessAborted(running, signal) : running);
      if ('fault' in result && key !== undefined) forget(key);
      const built = 'fault' in result ? faultBuild(result.fault, timeoutMs) : result.build;
      return previewBuild(built, tree, performance.now() - started);
    } finally {
      if (key === undefined) session.dispose();
    }
  }

  return { build, forget, close: () => threads.close() };
}

/** One project: what the thread knows of its files, and its builds in order. */
class Session {
  bytes = 0;
  #known: FileTree = new Map();
  #knownBy = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: number,
    readonly thread: BuildThread,
  ) {}

  /** Rejects, or has any result, when the signal aborts: nobody waits for it then. */
  build(tree: FileTree, entry?: string, signal?: AbortSignal): Promise<ThreadResult> {
    const job: ThreadJob = {
      session: this.id,
      entry,
      changes: (threadNumber) => this.#changes(tree, threadNumber),
    };
    const cancel = () => this.thread.cancel(job);
    const run = async () => {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancel, { once: true });
      return this.thread.run(job).finally(() => signal?.removeEventListener('abort', cancel));
    };
    const result = this.#last.then(run, run);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** After the builds that were asked for: the thread would otherwise know but a part of their files. */
  dispose(): void {
    void this.#last.then(() => this.thread.dispose(this.id));
  }

  #changes(tree: FileTree, threadNumber: number): [string, Uint8Array | null][] {
    const known: FileTree = this.#knownBy === threadNumber ? this.#known : new Map();
    const gone = [...known.keys()].filter((path) => !tree.has(path));
    const changed = [...tree].filter(([path, bytes]) => !sameBytes(known.get(path), bytes));
    this.#known = tree;
    this.#knownBy = threadNumber;
    this.bytes = [...tree.values()].reduce((sum, { length }) => sum + length, 0);
    return [
      ...gone.map((path): [string, null] => [path, null]),
      ...changed.map(([path, bytes]): [string, Uint8Array] => [path, new Uint8Array(bytes)]),
    ];
  }
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array): boolean {
  return a === b || (a !== undefined && Buffer.compare(a, b) === 0);
}

function previewBuild(
  { assetPaths, ...built }: SessionBuild,
  tree: FileTree,
  durationMs: number,
): PreviewBuild {
  const assets = new Map(
    assetPaths.flatMap(([name, path]) => {
      const bytes = tree.get(path);
      const contentType = mediaTypeOf(path);
      return bytes && contentType ? [[name, { bytes, contentType }] as const] : [];
    }),
  );
  return { ...built, assets, durationMs };
}

const NO_INFO = { title: '', lang: '', dir: '', htmlClass: '', bodyClass: '' };

function faultBuild(fault: ThreadFault, timeoutMs: number): SessionBuild {
  const message = {
    timed_out: `The app did not compile within ${timeoutMs / 1000} seconds`,
    crashed: 'The app cannot be compiled: it makes the compiler crash',
  }[fault];
  return failed(NO_INFO, [errorDiagnostic(message)]);
}

/** Leaves no listener behind: a signal may outlive many builds. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}
