import type { BuildThread } from './build-thread.ts';

const APART_MS = 10 * 60_000;
/** Far longer than a build takes: nobody waits for the thread apart when it was asked for so long ago. */
const IDLE_MS = APART_MS;

/**
 * The thread that all builds share, and one apart for owners whose build broke a thread lately: a build that
 * hangs holds up all that wait for its thread, and whoever made one may make more. The thread apart, and the memory
 * that it holds, is given back when nobody needed it for a while.
 */
export class BuildThreads {
  readonly #startThread: () => BuildThread;
  readonly #shared: BuildThread;
  #apart: BuildThread | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  /** When each owner is trusted again, in the clock of `performance.now()`; the earliest first. */
  readonly #apartUntil = new Map<string, number>();

  constructor(startThread: () => BuildThread) {
    this.#startThread = startThread;
    this.#shared = startThread();
  }

  /** Without an owner, the shared one. */
  of(owner: string | undefined): BuildThread {
    this.#forgive();
    if (owner === undefined || !this.#apartUntil.has(owner)) return this.#shared;
    this.#apart ??= this.#startThread();
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#closeApart(), IDLE_MS).unref();
    return this.#apart;
  }

  /** A build of this owner broke its thread. */
  blame(owner: string): void {
    this.#apartUntil.delete(owner);
    this.#apartUntil.set(owner, performance.now() + APART_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#idleTimer);
    await Promise.all([this.#shared.close(), this.#apart?.close()]);
  }

  #closeApart(): void {
    // One that could not even start has nothing to close, and told so to whoever asked for a build.
    this.#apart?.close().catch(() => undefined);
    this.#apart = undefined;
  }

  #forgive(): void {
    for (const [owner, until] of this.#apartUntil) {
      if (until > performance.now()) return;
      this.#apartUntil.delete(owner);
    }
  }
}
