import type { BuildThread } from './build-thread.ts';

const APART_MS = 10 * 60_000;

/**
 * The thread that all builds share, and one apart for owners whose build broke a thread lately: a build that
 * hangs holds up all that wait for its thread, and whoever made one may make more.
 */
export class BuildThreads {
  readonly #startThread: () => BuildThread;
  readonly #shared: BuildThread;
  #apart: BuildThread | undefined;
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
    return this.#apart;
  }

  /** A build of this owner broke its thread. */
  blame(owner: string): void {
    this.#apartUntil.delete(owner);
    this.#apartUntil.set(owner, performance.now() + APART_MS);
  }

  async close(): Promise<void> {
    await Promise.all([this.#shared.close(), this.#apart?.close()]);
  }

  #forgive(): void {
    for (const [owner, until] of this.#apartUntil) {
      if (until > performance.now()) return;
      this.#apartUntil.delete(owner);
    }
  }
}
