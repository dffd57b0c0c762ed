import { isTextBuffer, type TextBuffer } from '../engine/buffer.ts';
import { type Draft, type DraftStore } from '../engine/drafts.ts';
import { type Timers } from '../engine/open-files.ts';
import { createWorkspace, type Workspace } from '../engine/workspace.ts';
import { type Fate, FakeServer } from './fake-server.ts';

/** A workspace on a server in memory, with its timers and its network in the hands of the test. */
export class TestWorkspace {
  readonly server: FakeServer;
  readonly drafts = new MemoryDrafts();
  readonly revisions: string[] = [];
  private readonly timers = new ManualTimers();
  private current: Workspace;

  constructor(files: Record<string, string> = {}) {
    this.server = new FakeServer(files);
    this.current = this.load();
  }

  get workspace(): Workspace {
    return this.current;
  }

  /** The page is loaded anew: all that was in memory is gone. */
  reload(): void {
    this.current.dispose();
    this.current = this.load();
  }

  buffer(path: string): TextBuffer {
    const buffer = this.current.getState().buffers.get(path);
    if (!isTextBuffer(buffer)) throw new Error(`${path} is ${buffer?.status ?? 'not open'}`);
    return buffer;
  }

  /** Reads the tree and opens the files, all calls answered. */
  async opened(...paths: string[]): Promise<this> {
    void this.current.refresh();
    for (const path of paths) this.current.open(path);
    await this.settleAll();
    return this;
  }

  /** Settles the calls that wait, and those that follow from them. */
  async settleAll(fate: Fate = 'answered'): Promise<void> {
    await microtasks();
    while (this.server.pending.length > 0) {
      this.server.pending.shift()?.settle(fate);
      await microtasks();
    }
  }

  /** Settles the calls that wait now, and no other. */
  async settleWaiting(fate: Fate = 'answered'): Promise<void> {
    await microtasks();
    for (const call of this.server.pending.splice(0)) call.settle(fate);
    await microtasks();
  }

  async settleOne(index: number, fate: Fate): Promise<void> {
    this.server.pending.splice(index, 1)[0]?.settle(fate);
    await microtasks();
  }

  get timerCount(): number {
    return this.timers.count;
  }

  async fireTimers(): Promise<void> {
    this.timers.fireAll();
    await microtasks();
  }

  private load(): Workspace {
    return createWorkspace({
      backend: this.server.backend,
      drafts: this.drafts,
      timers: this.timers,
      onRevision: (revisionId) => this.revisions.push(revisionId),
    });
  }
}

class MemoryDrafts implements DraftStore {
  private readonly drafts = new Map<string, Draft>();
  list = () => [...this.drafts.values()];
  put = (draft: Draft) => void this.drafts.set(draft.path, draft);
  remove = (path: string) => void this.drafts.delete(path);
}

class ManualTimers implements Timers {
  private readonly waiting = new Map<object, () => void>();

  get count(): number {
    return this.waiting.size;
  }

  setTimeout(run: () => void): object {
    const handle = {};
    this.waiting.set(handle, run);
    return handle;
  }

  clearTimeout(handle: unknown): void {
    this.waiting.delete(handle as object);
  }

  fireAll(): void {
    const due = [...this.waiting.values()];
    this.waiting.clear();
    for (const run of due) run();
  }
}

/** Lets every promise that is ready run its course. */
export function microtasks(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
