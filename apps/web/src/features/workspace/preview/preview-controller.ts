import {
  type Preview,
  type PreviewCommand,
  previewEnvelope,
  type PreviewEvent,
  readPreviewEvent,
} from '@promptly/common';

import { type LogEntry, withLog } from './preview-log.ts';
import { type ProjectStorage } from './preview-storage.ts';

/** A page of the app: the one on screen, or one that loads behind it. */
export interface PreviewFrame {
  id: number;
  url: string;
  /** What it shows, or will show; null while it waits for a build. */
  revisionId: string | null;
  /** `waiting`: it has no app yet. `silent`: it did not render in time; it is shown all the same. */
  status: 'waiting' | 'loading' | 'rendered' | 'silent';
  path: string;
  canGoBack: boolean;
  canGoForward: boolean;
  log: readonly LogEntry[];
}

export interface PreviewState {
  /** In the order in which they were made: at most the one on screen and one behind it. */
  frames: readonly PreviewFrame[];
  shownId: number | null;
  /** How long the last change in place took, from the message to the pixels. */
  updatedMs: number | null;
}

export interface PreviewWindow {
  postMessage: (message: unknown, targetOrigin: string) => void;
}

export interface PreviewControllerOptions {
  storage: Pick<ProjectStorage, 'read' | 'change'>;
  renderTimeoutMs?: number;
  updateTimeoutMs?: number;
}

/**
 * Keeps a page of the app on screen at all times: the next one loads behind it and takes its place when it has rendered.
 * What comes from a page is hostile: only the window of a frame is heard, and only in the words of the protocol.
 */
export interface PreviewController {
  getState: () => PreviewState;
  /** The build that was asked for last: on its way to the screen, or there. */
  aim: () => string | null;
  subscribe: (listener: () => void) => () => void;
  /** Loads a page without an app behind what is on screen: the next build starts in it, and sooner. */
  prepare: (blankUrl: string) => void;
  /** Starts a build behind what is on screen, in the page that waits for one, else in a page of its own. */
  start: (preview: Preview) => void;
  /** Loads a build behind what is on screen, from its own address. */
  show: (preview: Preview) => void;
  /** Swaps the page on screen to a build in place; loads it anew where that does not work. */
  update: (preview: Preview) => void;
  send: (command: PreviewCommand) => void;
  clearLog: () => void;
  /** Ties a frame to its window, and unties it with null. */
  attach: (frameId: number, window: PreviewWindow | null) => void;
  receive: (event: Pick<MessageEvent, 'source' | 'data'>) => void;
  dispose: () => void;
}

const RENDER_TIMEOUT_MS = 12_000;
const UPDATE_TIMEOUT_MS = 4_000;

export function createPreviewController(options: PreviewControllerOptions): PreviewController {
  const { storage } = options;
  const renderTimeoutMs = options.renderTimeoutMs ?? RENDER_TIMEOUT_MS;
  const updateTimeoutMs = options.updateTimeoutMs ?? UPDATE_TIMEOUT_MS;
  const listeners = new Set<() => void>();
  const windows = new Map<number, PreviewWindow>();
  let state: PreviewState = { frames: [], shownId: null, updatedMs: null };
  let renderTimer: ReturnType<typeof setTimeout> | undefined;
  let pending: { preview: Preview; timer: ReturnType<typeof setTimeout> } | null = null;
  /** Of each frame: the build that its page starts or took over in place, which is not the one of its address. */
  const builds = new Map<number, Preview>();
  const listening = new Set<number>();
  let lastId = 0;

  return {
    getState: () => state,
    aim() {
      const newest = state.frames.findLast(({ status }) => status !== 'waiting');
      return pending?.preview.revisionId ?? newest?.revisionId ?? null;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    prepare(blankUrl) {
      const isBehind = state.frames.some(({ id }) => id !== state.shownId);
      if (!isBehind) putBehind(blankUrl, { revisionId: null, status: 'waiting' });
    },
    start,
    show,
    update,
    send: (command) => {
      const frame = shown();
      if (frame) post(frame.id, command);
    },
    clearLog() {
      const frame = shown();
      if (frame) change(frame.id, { log: [] });
    },
    attach(frameId, window) {
      if (window) windows.set(frameId, window);
      else windows.delete(frameId);
    },
    receive({ source, data }) {
      const frame = state.frames.find(({ id }) => source !== null && windows.get(id) === source);
      const event = frame && readPreviewEvent(data);
      if (event) onEvent(frame, event);
    },
    dispose() {
      clearTimeout(renderTimer);
      endUpdate();
      listeners.clear();
    },
  };

  function start(preview: Preview): void {
    const blank = state.frames.find(({ status }) => status === 'waiting');
    if (!blank || faultsOf(preview).length > 0) return show(preview);
    endUpdate();
    builds.set(blank.id, preview);
    const { revisionId } = preview;
    change(blank.id, { revisionId, status: 'loading', path: shown()?.path ?? '/' });
    if (listening.has(blank.id)) begin(blank.id);
    renderTimer = setTimeout(() => show(preview), updateTimeoutMs);
  }

  function show(preview: Preview): void {
    endUpdate();
    const { url, revisionId } = preview;
    const frame = putBehind(url, { revisionId, status: 'loading' });
    renderTimer = setTimeout(() => present(frame.id, 'silent'), renderTimeoutMs);
  }

  function putBehind(url: string, of: Pick<PreviewFrame, 'revisionId' | 'status'>): PreviewFrame {
    clearTimeout(renderTimer);
    const front = shown();
    const frame: PreviewFrame = {
      id: (lastId += 1),
      url,
      ...of,
      path: front?.path ?? '/',
      canGoBack: false,
      canGoForward: false,
      log: [],
    };
    set({ ...state, frames: front ? [front, frame] : [frame] });
    return frame;
  }

  function update(preview: Preview): void {
    const front = shown();
    if (front?.status !== 'rendered') return start(preview);
    const faults = faultsOf(preview);
    post(front.id, { type: 'diagnostics', items: faults });
    endUpdate();
    // A build that failed has nothing to swap to: its faults stand over the last good pixels.
    if (faults.length > 0) return;
    // The page that loads behind would bring back an older build.
    dropLoading();
    pending = { preview, timer: setTimeout(() => show(preview), updateTimeoutMs) };
    post(front.id, updateTo(preview));
  }

  function onEvent(frame: PreviewFrame, event: PreviewEvent): void {
    switch (event.type) {
      case 'ready':
        listening.add(frame.id);
        // One that waits begins with its build: what is stored, and where the app is, may change until then.
        if (frame.status !== 'waiting') begin(frame.id);
        return;
      case 'rendered':
        return onRendered(frame, event);
      case 'path': {
        const { path, canGoBack, canGoForward } = event;
        return change(frame.id, { path, canGoBack, canGoForward });
      }
      case 'console':
        return log(frame, { level: event.level, text: event.args.join(' ') });
      case 'error': {
        const { message, stack, path, line, column } = event;
        log(frame, { level: 'error', text: stack ?? message, path, line, column });
        // The page says itself what is wrong; waiting for more of it is in vain.
        if (event.fatal && frame.status === 'loading') present(frame.id, 'rendered');
        if (event.fatal && frame.id === state.shownId) endUpdate();
        return;
      }
      case 'storage':
        return storage.change(event.area, event.entries);
    }
  }

  /** Also of a page that loaded itself anew, from an address that has another build than it had, or none. */
  function begin(frameId: number): void {
    const path = state.frames.find(({ id }) => id === frameId)?.path;
    post(frameId, { type: 'init', storage: storage.read(), path });
    const build = builds.get(frameId);
    if (build) post(frameId, updateTo(build));
  }

  function onRendered(frame: PreviewFrame, event: PreviewEvent & { type: 'rendered' }): void {
    if (frame.id !== state.shownId || frame.status === 'silent') {
      return present(frame.id, 'rendered');
    }
    if (pending && event.revision === pending.preview.revisionId) {
      change(frame.id, { revisionId: event.revision });
      builds.set(frame.id, pending.preview);
      set({ ...state, updatedMs: event.durationMs });
      endUpdate();
    }
  }

  /** Puts a frame on screen; the one before it goes. */
  function present(frameId: number, status: PreviewFrame['status']): void {
    const frame = state.frames.find(({ id }) => id === frameId);
    if (!frame) return;
    clearTimeout(renderTimer);
    set({ frames: [{ ...frame, status }], shownId: frameId, updatedMs: null });
  }

  function dropLoading(): void {
    clearTimeout(renderTimer);
    const stays = ({ id, status }: PreviewFrame) => id === state.shownId || status === 'waiting';
    set({ ...state, frames: state.frames.filter(stays) });
  }

  function endUpdate(): void {
    clearTimeout(pending?.timer);
    pending = null;
  }

  function shown(): PreviewFrame | undefined {
    return state.frames.find(({ id }) => id === state.shownId);
  }

  function log(frame: PreviewFrame, entry: Omit<LogEntry, 'id' | 'count'>): void {
    const current = state.frames.find(({ id }) => id === frame.id);
    if (current) change(frame.id, { log: withLog(current.log, entry) });
  }

  function change(frameId: number, changes: Partial<PreviewFrame>): void {
    const frames = state.frames.map((frame) =>
      frame.id === frameId ? { ...frame, ...changes } : frame,
    );
    set({ ...state, frames });
  }

  function post(frameId: number, command: PreviewCommand): void {
    // The frame has an opaque origin, which no target origin can name.
    windows.get(frameId)?.postMessage(previewEnvelope(command), '*');
  }

  function set(next: PreviewState): void {
    state = next;
    for (const id of [...listening, ...builds.keys()]) {
      if (next.frames.some((frame) => frame.id === id)) continue;
      listening.delete(id);
      builds.delete(id);
    }
    for (const listener of [...listeners]) listener();
  }
}

function updateTo({ revisionId, ...build }: Preview): PreviewCommand {
  const { scriptUrl, patch, styleUrl, document } = build;
  return { type: 'update', scriptUrl, patch, styleUrl, document, revision: revisionId };
}

function faultsOf({ diagnostics }: Preview): Preview['diagnostics'] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}
