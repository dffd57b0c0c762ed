import { type Refusal, type WorkspaceBackend, type WorkspaceFile } from './backend.ts';
import { type Resolution } from './buffer-machine.ts';
import { type FileBuffer, isUnsaved } from './buffer.ts';
import { type DraftStore, noDrafts } from './drafts.ts';
import { createKeyedQueue } from './keyed-queue.ts';
import { createOpenFiles, type Timers } from './open-files.ts';
import { isAtOrUnder, movedPath } from './paths.ts';
import { createStore } from './store.ts';
import { addTab, closeTab, NO_TABS, openTab, renameTabs, type Tabs } from './tabs.ts';

export interface WorkspaceState {
  files: ReadonlyMap<string, WorkspaceFile>;
  listing: 'loading' | 'ready' | 'failed';
  tabs: Tabs;
  /** The open files, and closed ones that are not saved yet. */
  buffers: ReadonlyMap<string, FileBuffer>;
}

export interface WorkspaceOptions {
  backend: WorkspaceBackend;
  /** Keeps unsaved text on this device. */
  drafts?: DraftStore;
  timers?: Timers;
  /** A change of this workspace made a new revision. */
  onRevision?: (revisionId: string) => void;
}

export type Outcome = { ok: true } | { ok: false; reason: Refusal };

/**
 * The files of a project as one person works on them: tabs, unsaved text, saves that never overtake each other,
 * and conflicts with both versions. No text that was typed is lost: it is kept until the server has it
 * or a person discards it.
 */
export interface Workspace {
  getState: () => WorkspaceState;
  subscribe: (listener: () => void) => () => void;
  /** Asks the server for the list of files: at the start, and whenever the project's head moved. */
  refresh(): Promise<void>;
  /** Shows a file in a tab and reads it where that is needed; `behind` leaves the active tab as it is. */
  open(path: string, options?: { behind?: boolean }): void;
  /** Closes the tab. Unsaved text stays in `buffers` and comes back when the file is opened again. */
  close(path: string): void;
  /** Throws away the unsaved text of a file and closes its tab. */
  discard(path: string): void;
  edit(path: string, text: string): void;
  save(path: string): void;
  saveAll(): void;
  resolve(path: string, resolution: Resolution): void;
  create(path: string, text?: string): Promise<Outcome>;
  /** Moves a file, or a folder with all that is in it. */
  rename(from: string, to: string): Promise<Outcome>;
  /** Deletes a file, or a folder with all that is in it, unsaved text included. */
  remove(path: string): Promise<Outcome>;
  /** Tries the saves that wait for the server again: when the network is back. */
  retryNow(): void;
  dispose(): void;
}

/** Changes of the tree and readings of it run one after another. */
const TREE = '\0tree';

export function createWorkspace(options: WorkspaceOptions): Workspace {
  const { backend, drafts = noDrafts, timers = systemTimers(), onRevision } = options;
  const store = createStore<WorkspaceState>({
    files: new Map(),
    listing: 'loading',
    tabs: NO_TABS,
    buffers: new Map(),
  });
  const queue = createKeyedQueue();
  /** Counts our own saves: a list that was asked for before one of them may not know of it. */
  let written = 0;
  let queuedRefresh: Promise<void> | null = null;
  /** Answers that come after the end change nothing here, least of all the drafts that the next workspace reads. */
  let disposed = false;

  const update = (patch: Partial<WorkspaceState>) =>
    store.setState({ ...store.getState(), ...patch });
  const setTabs = (tabs: Tabs) => update({ tabs });

  const openFiles = createOpenFiles({
    backend,
    drafts,
    queue,
    timers,
    onChange: publishBuffers,
    onWritten(path, { sha, size, revisionId }) {
      written += 1;
      setFile({ path, sha, size });
      onRevision?.(revisionId);
    },
    onGone: (path) => setTabs(closeTab(store.getState().tabs, path)),
  });

  return {
    getState: store.getState,
    subscribe: store.subscribe,
    refresh() {
      queuedRefresh ??= queue.run([TREE], async () => {
        queuedRefresh = null;
        await readTree();
      });
      return queuedRefresh;
    },
    open(path, { behind = false } = {}) {
      const { tabs } = store.getState();
      setTabs(behind ? addTab(tabs, path) : openTab(tabs, path));
      openFiles.open(path);
    },
    close(path) {
      setTabs(closeTab(store.getState().tabs, path));
      publishBuffers();
    },
    discard(path) {
      setTabs(closeTab(store.getState().tabs, path));
      openFiles.discard(path);
    },
    edit: (path, text) => openFiles.dispatch(path, { type: 'edited', text }),
    save,
    saveAll() {
      for (const path of store.getState().buffers.keys()) save(path);
    },
    resolve: (path, resolution) => openFiles.dispatch(path, { type: 'resolved', resolution }),
    create,
    rename,
    remove,
    retryNow: () => openFiles.retryNow(),
    dispose() {
      disposed = true;
      openFiles.dispose();
    },
  };

  function save(path: string): void {
    openFiles.dispatch(path, { type: 'save_asked' });
  }

  async function create(path: string, text = ''): Promise<Outcome> {
    return queue.run([TREE, path], async () => {
      const result = await backend.write(path, text, null);
      if (disposed) return CLOSED;
      switch (result.kind) {
        case 'written':
          written += 1;
          setFile({ path, sha: result.sha, size: result.size });
          setTabs(openTab(store.getState().tabs, path));
          openFiles.add(path, { sha: result.sha, text });
          onRevision?.(result.revisionId);
          return { ok: true };
        case 'stale':
          return refused({ code: 'path_taken', message: path });
        case 'unreachable':
          return refused({ code: 'unreachable', message: '' });
        case 'refused':
          return refused(result);
      }
    });
  }

  async function rename(from: string, to: string): Promise<Outcome> {
    return queue.run([TREE, ...openPathsUnder(from)], async () => {
      const result = await backend.rename(from, to);
      if (disposed) return CLOSED;
      if (result.kind === 'refused') return refused(result);
      const { files, tabs } = store.getState();
      const moved = [...files.values()].map((file) => ({
        ...file,
        path: movedPath(file.path, from, to),
      }));
      update({
        files: new Map(moved.map((file) => [file.path, file])),
        tabs: renameTabs(tabs, (path) => movedPath(path, from, to)),
      });
      openFiles.move(from, to);
      onRevision?.(result.revisionId);
      return { ok: true };
    });
  }

  async function remove(path: string): Promise<Outcome> {
    return queue.run([TREE, ...openPathsUnder(path)], async () => {
      const result = await backend.remove(path);
      if (disposed) return CLOSED;
      if (result.kind === 'refused') return refused(result);
      const { files } = store.getState();
      const kept = [...files.values()].filter((file) => !isAtOrUnder(file.path, path));
      update({ files: new Map(kept.map((file) => [file.path, file])) });
      const withDrafts = drafts.list().map((draft) => draft.path);
      for (const gone of new Set([...openFiles.all().keys(), ...withDrafts])) {
        if (!isAtOrUnder(gone, path)) continue;
        setTabs(closeTab(store.getState().tabs, gone));
        openFiles.discard(gone);
      }
      onRevision?.(result.revisionId);
      return { ok: true };
    });
  }

  async function readTree(): Promise<void> {
    for (;;) {
      const writtenBefore = written;
      const result = await backend.list();
      if (disposed) return;
      if (result.kind === 'failed') {
        if (store.getState().listing !== 'ready') update({ listing: 'failed' });
        return;
      }
      if (written !== writtenBefore) continue;
      const files = new Map(result.files.map((file) => [file.path, file]));
      const isFirst = store.getState().listing !== 'ready';
      update({ files, listing: 'ready' });
      openFiles.reconcile((path) => files.get(path)?.sha ?? null);
      if (isFirst) restoreDrafts();
      return;
    }
  }

  function restoreDrafts(): void {
    for (const { path } of drafts.list()) openFiles.open(path);
  }

  function openPathsUnder(path: string): string[] {
    return [...openFiles.all().keys()].filter((open) => isAtOrUnder(open, path));
  }

  function setFile(file: WorkspaceFile): void {
    update({ files: new Map(store.getState().files).set(file.path, file) });
  }

  /** Saved files leave memory with their tab. */
  function publishBuffers(): void {
    const { tabs } = store.getState();
    const buffers = openFiles.all();
    const left = [...buffers].find(
      ([path, buffer]) =>
        !tabs.open.includes(path) && !isUnsaved(buffer) && buffer.status !== 'loading',
    );
    if (left) return openFiles.release(left[0]);
    update({ buffers });
  }
}

const CLOSED = refused({ code: 'closed', message: '' });

function refused({ code, message }: Refusal): Outcome {
  return { ok: false, reason: { code, message } };
}

function systemTimers(): Timers {
  return {
    setTimeout: (run, delayMs) => setTimeout(run, delayMs),
    clearTimeout: (handle) => clearTimeout(handle as ReturnType<typeof setTimeout> | undefined),
  };
}
