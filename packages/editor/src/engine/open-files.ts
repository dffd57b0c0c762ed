import { type ReadResult, type WorkspaceBackend, type WriteResult } from './backend.ts';
import {
  type BufferEffect,
  type BufferEvent,
  reduceBuffer,
  type Transition,
} from './buffer-machine.ts';
import { cleanBuffer, type FileBuffer, isTextBuffer, isUnsaved, type Version } from './buffer.ts';
import { textOfBytes } from './bytes.ts';
import { type Draft, type DraftStore } from './drafts.ts';
import { type KeyedQueue } from './keyed-queue.ts';
import { movedPath } from './paths.ts';

export interface Timers {
  setTimeout(run: () => void, delayMs: number): unknown;
  clearTimeout(handle: unknown): void;
}

export interface OpenFilesOptions {
  backend: WorkspaceBackend;
  drafts: DraftStore;
  queue: KeyedQueue;
  timers: Timers;
  onChange: () => void;
  onWritten: (path: string, result: WriteResult & { kind: 'written' }) => void;
  /** The file is gone from the server and nothing of it was unsaved. */
  onGone: (path: string) => void;
}

/** The files that are open: carries out what the buffer machine decides. */
export interface OpenFiles {
  get(path: string): FileBuffer | undefined;
  all(): ReadonlyMap<string, FileBuffer>;
  /** Reads the file unless it is open. */
  open(path: string): void;
  /** Opens a file that was made here; unsaved text of one that was deleted before is in conflict with it. */
  add(path: string, version: Version): void;
  dispatch(path: string, event: BufferEvent): void;
  /** Tells each open file what the server's list says of it. */
  reconcile(shaOf: (path: string) => string | null): void;
  move(from: string, to: string): void;
  /** Forgets a file that is closed; a draft of it stays. */
  release(path: string): void;
  /** Forgets a file and its unsaved text for good. */
  discard(path: string): void;
  /** Tries every save that waits for the server again, now. */
  retryNow(): void;
  dispose(): void;
}

interface OpenFile {
  path: string;
  buffer: FileBuffer;
  retry: unknown;
}

const FIRST_RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

export function createOpenFiles(options: OpenFilesOptions): OpenFiles {
  const { backend, drafts, queue, timers } = options;
  let files: readonly OpenFile[] = [];

  const find = (path: string) => files.find((file) => file.path === path);
  const isOpen = (file: OpenFile) => files.includes(file);

  return {
    get: (path) => find(path)?.buffer,
    all: () => new Map(files.map(({ path, buffer }) => [path, buffer])),
    open(path) {
      const known = find(path);
      if (known && known.buffer.status !== 'unreadable' && known.buffer.status !== 'missing')
        return;
      load(known ?? insert(path, { status: 'loading' }));
    },
    add(path, version) {
      const known = find(path);
      if (known && isUnsaved(known.buffer)) apply(known, { type: 'listed', sha: version.sha });
      else settle(known ?? insert(path, { status: 'loading' }), textBuffer(path, version));
    },
    dispatch(path, event) {
      const file = find(path);
      if (file) apply(file, event);
    },
    reconcile(shaOf) {
      for (const file of [...files]) {
        const sha = shaOf(file.path);
        if (isTextBuffer(file.buffer)) apply(file, { type: 'listed', sha });
        else if (file.buffer.status === 'binary' && file.buffer.sha !== sha) load(file);
        else if (file.buffer.status === 'missing' && sha !== null) load(file);
      }
    },
    move(from, to) {
      // Drafts move by themselves: one may wait for a file that could not be read yet.
      for (const draft of drafts.list()) {
        const path = movedPath(draft.path, from, to);
        if (path === draft.path) continue;
        drafts.remove(draft.path);
        drafts.put({ ...draft, path });
      }
      for (const file of files) file.path = movedPath(file.path, from, to);
      options.onChange();
    },
    release(path) {
      const file = find(path);
      if (file) forget(file);
    },
    discard(path) {
      const file = find(path);
      drafts.remove(path);
      if (file) forget(file);
    },
    retryNow() {
      for (const file of [...files]) apply(file, { type: 'retry_due' });
    },
    dispose() {
      for (const file of files) timers.clearTimeout(file.retry);
      files = [];
    },
  };

  function insert(path: string, buffer: FileBuffer): OpenFile {
    const file: OpenFile = { path, buffer, retry: undefined };
    files = [...files, file];
    return file;
  }

  function forget(file: OpenFile): void {
    timers.clearTimeout(file.retry);
    files = files.filter((other) => other !== file);
    options.onChange();
  }

  function apply(file: OpenFile, event: BufferEvent): void {
    if (!isOpen(file) || !isTextBuffer(file.buffer)) return;
    const { buffer, effects }: Transition = reduceBuffer(file.buffer, event);
    if (buffer === null) {
      drafts.remove(file.path);
      forget(file);
      options.onGone(file.path);
      return;
    }
    if (buffer !== file.buffer) settle(file, buffer);
    for (const effect of effects) perform(file, effect);
  }

  function settle(file: OpenFile, buffer: FileBuffer): void {
    file.buffer = buffer;
    if (buffer.status !== 'waiting') timers.clearTimeout(file.retry);
    keepDraft(file);
    options.onChange();
  }

  function keepDraft({ path, buffer }: OpenFile): void {
    if (isUnsaved(buffer)) {
      drafts.put({ path, text: buffer.text, baseSha: buffer.base?.sha ?? null });
    } else if (isTextBuffer(buffer)) {
      drafts.remove(path);
    }
  }

  function perform(file: OpenFile, effect: BufferEffect): void {
    switch (effect.type) {
      case 'write':
        void write(file, effect.text, effect.baseSha);
        return;
      case 'read':
        void readAgain(file);
        return;
      case 'retry_later': {
        const delayMs = Math.min(FIRST_RETRY_MS * 2 ** (effect.attempt - 1), MAX_RETRY_MS);
        file.retry = timers.setTimeout(() => apply(file, { type: 'retry_due' }), delayMs);
        return;
      }
    }
  }

  async function write(file: OpenFile, text: string, baseSha: string | null): Promise<void> {
    await queue.run([file.path], async () => {
      if (!isOpen(file)) return;
      const result = await backend.write(file.path, text, baseSha);
      if (result.kind === 'written') options.onWritten(file.path, result);
      apply(file, eventOfWrite(result));
    });
  }

  async function readAgain(file: OpenFile): Promise<void> {
    const result = await readSettled(file);
    if (!result || !isOpen(file)) return;
    if (result.kind === 'failed')
      return apply(file, { type: 'read_failed', message: result.message });
    if (result.kind === 'missing') return apply(file, { type: 'read_missing' });
    const text = textOfBytes(result.bytes);
    if (text !== null) {
      apply(file, { type: 'read', version: { sha: result.sha, text } });
    } else if (isUnsaved(file.buffer)) {
      apply(file, { type: 'read_failed', message: 'not a text' });
    } else {
      settle(file, { status: 'binary', sha: result.sha, bytes: result.bytes });
    }
  }

  function load(file: OpenFile): void {
    file.buffer = { status: 'loading' };
    options.onChange();
    void readSettled(file).then((result) => {
      if (!result || !isOpen(file) || file.buffer.status !== 'loading') return;
      settle(file, loadedBuffer(file.path, result));
    });
  }

  /** Reads the file where it is; one that was moved meanwhile is read anew. */
  async function readSettled(file: OpenFile): Promise<ReadResult | null> {
    for (;;) {
      const { path } = file;
      const result = await backend.read(path);
      if (!isOpen(file)) return null;
      if (file.path === path) return result;
    }
  }

  function loadedBuffer(path: string, result: ReadResult): FileBuffer {
    switch (result.kind) {
      case 'failed':
        return { status: 'unreadable', code: result.code, message: result.message };
      case 'missing': {
        const unsaved = draftOf(path);
        if (!unsaved) return { status: 'missing' };
        return {
          ...openText(unsaved),
          status: 'conflict',
          asked: false,
          theirs: { status: 'deleted' },
        };
      }
      case 'read': {
        const text = textOfBytes(result.bytes);
        if (text === null) return { status: 'binary', sha: result.sha, bytes: result.bytes };
        return textBuffer(path, { sha: result.sha, text });
      }
    }
  }

  /** The server's text, under what was typed upon it and not saved. */
  function textBuffer(path: string, version: Version): FileBuffer {
    const unsaved = draftOf(path);
    if (!unsaved || unsaved.text === version.text) return cleanBuffer(version);
    return unsaved.baseSha === version.sha
      ? { ...openText(unsaved), status: 'dirty', base: version }
      : {
          ...openText(unsaved),
          status: 'conflict',
          asked: false,
          theirs: { status: 'known', version },
        };
  }

  function draftOf(path: string): Draft | undefined {
    return drafts.list().find((draft) => draft.path === path);
  }
}

function openText(draft: Draft) {
  return { text: draft.text, epoch: 0, unconfirmed: [], base: null };
}

function eventOfWrite(result: WriteResult): BufferEvent {
  switch (result.kind) {
    case 'written':
      return { type: 'written', sha: result.sha };
    case 'stale':
      return { type: 'write_stale' };
    case 'unreachable':
      return { type: 'write_unanswered' };
    case 'refused':
      return { type: 'write_refused', reason: { code: result.code, message: result.message } };
  }
}
