import {
  type ChangeResult,
  type ListResult,
  type ReadResult,
  type WorkspaceBackend,
  type WriteResult,
} from '../engine/backend.ts';
import { isAtOrUnder, movedPath } from '../engine/paths.ts';

/** What becomes of a call: its answer comes, or it is lost before or after the server carried it out. */
export type Fate = 'answered' | 'lost_before' | 'lost_after';

interface PendingCall {
  settle(fate: Fate): void;
}

/**
 * A server in memory whose calls wait until the test settles them, one by one and in any order.
 * A text is its own hash.
 */
export class FakeServer {
  readonly files = new Map<string, string>();
  /** Every text that was ever stored. */
  readonly history = new Set<string>();
  readonly pending: PendingCall[] = [];
  writes: { path: string; text: string; baseSha: string | null }[] = [];
  private revisions = 0;

  constructor(files: Record<string, string> = {}) {
    for (const [path, text] of Object.entries(files)) this.put(path, text);
  }

  put(path: string, text: string): void {
    this.files.set(path, text);
    this.history.add(text);
  }

  readonly backend: WorkspaceBackend = {
    list: () =>
      this.call<ListResult>(
        () => ({
          kind: 'listed',
          files: [...this.files].map(([path, text]) => ({ path, sha: text, size: text.length })),
        }),
        UNREACHABLE,
      ),
    read: (path) =>
      this.call<ReadResult>(() => {
        const text = this.files.get(path);
        if (text === undefined) return { kind: 'missing' };
        return { kind: 'read', sha: text, bytes: new TextEncoder().encode(text) };
      }, UNREACHABLE),
    write: (path, text, baseSha) =>
      this.call<WriteResult>(
        () => {
          if ((this.files.get(path) ?? null) !== baseSha) return { kind: 'stale' };
          this.writes.push({ path, text, baseSha });
          this.put(path, text);
          const revisionId = this.revision();
          return { kind: 'written', sha: text, size: text.length, revisionId };
        },
        { kind: 'unreachable' },
      ),
    rename: (from, to) =>
      this.call<ChangeResult>(() => {
        const moved = [...this.files].filter(([path]) => isAtOrUnder(path, from));
        const isTaken = [...this.files.keys()].some((path) => isAtOrUnder(path, to));
        if (moved.length === 0) return refusal('not_found');
        if (isTaken) return refusal('path_taken');
        for (const [path] of moved) this.files.delete(path);
        for (const [path, text] of moved) this.files.set(movedPath(path, from, to), text);
        return { kind: 'changed', revisionId: this.revision() };
      }, refusal('unreachable')),
    remove: (path) =>
      this.call<ChangeResult>(() => {
        const gone = [...this.files.keys()].filter((file) => isAtOrUnder(file, path));
        if (gone.length === 0) return refusal('not_found');
        for (const file of gone) this.files.delete(file);
        return { kind: 'changed', revisionId: this.revision() };
      }, refusal('unreachable')),
  };

  private call<T>(carryOut: () => T, lost: T): Promise<T> {
    return new Promise<T>((resolve) => {
      this.pending.push({
        settle(fate) {
          if (fate === 'lost_before') return resolve(lost);
          const answer = carryOut();
          resolve(fate === 'answered' ? answer : lost);
        },
      });
    });
  }

  private revision(): string {
    this.revisions += 1;
    return `rev_${this.revisions}`;
  }
}

const UNREACHABLE: ReadResult & ListResult = {
  kind: 'failed',
  code: 'unreachable',
  message: 'unreachable',
};

function refusal(code: string): ChangeResult {
  return { kind: 'refused', code, message: code };
}
