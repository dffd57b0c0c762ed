import { type ApiClient } from '@promptly/client';
import { type CodegenJob } from '@promptly/common';

import { applyJobEvent, isOver, type JobView, jobViewOf } from './job-view.ts';

export interface JobsState {
  /** By id, in the order in which they were made. */
  jobs: ReadonlyMap<string, JobView>;
  /** False until the API's list was seen. */
  loaded: boolean;
  /** False while the stream of a running job is cut. */
  connected: boolean;
}

export interface JobsStoreOptions {
  api: Pick<ApiClient, 'streamJobEvents'>;
  now?: () => Date;
  /** A job built something that can be looked at, or moved the project's head. */
  onHead?: (revisionId: string) => void;
  onDone?: (job: JobView) => void;
}

/** The jobs of a project, the running ones followed live. */
export interface JobsStore {
  getState: () => JobsState;
  subscribe: (listener: () => void) => () => void;
  /** Takes over the API's list, oldest last, and follows what runs. */
  sync: (jobs: readonly CodegenJob[]) => void;
  /** Reads the events of a job that is over, for what its account does not hold: its files. */
  replay: (jobId: string) => void;
  dispose: () => void;
}

/** A job writes its files in one go: who listens is told of them once in this time, and not a hundred times. */
const FILES_DELAY_MS = 50;

export function createJobsStore(options: JobsStoreOptions): JobsStore {
  const { api, now = () => new Date() } = options;
  const listeners = new Set<() => void>();
  const following = new Map<string, AbortController>();
  let state: JobsState = { jobs: new Map(), loaded: false, connected: true };
  let filesTimer: ReturnType<typeof setTimeout> | undefined;

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    sync(jobs) {
      const next = new Map<string, JobView>();
      for (const job of [...jobs].reverse()) next.set(job.id, merged(job));
      // What was sent a moment ago may not be in a list that was asked for before.
      for (const [id, view] of state.jobs) if (!next.has(id)) next.set(id, view);
      set({ ...state, jobs: next, loaded: true });
      for (const [id, view] of next) if (!isOver(view)) follow(id);
    },
    replay: follow,
    dispose() {
      for (const abort of following.values()) abort.abort();
      following.clear();
      clearTimeout(filesTimer);
      listeners.clear();
    },
  };

  /** The stream knows more than the list while a job runs, and about its files also after. */
  function merged(job: CodegenJob): JobView {
    const known = state.jobs.get(job.id);
    if (!known) return jobViewOf(job);
    if (isOver(job)) return { ...jobViewOf(job), files: known.files, lastSeq: known.lastSeq };
    return known;
  }

  function follow(jobId: string): void {
    if (following.has(jobId)) return;
    const abort = new AbortController();
    following.set(jobId, abort);
    void read(jobId, abort.signal);
  }

  async function read(jobId: string, signal: AbortSignal): Promise<void> {
    const wasOver = isOver(state.jobs.get(jobId) ?? { status: 'queued' });
    try {
      const events = api.streamJobEvents({ jobId, signal, onConnection: setConnected });
      for await (const event of events) {
        const view = state.jobs.get(jobId);
        if (!view) return;
        const next = applyJobEvent(view, event, now().toISOString());
        // A replay of a job that is over only adds to it.
        const shown = wasOver ? { ...view, files: next.files, lastSeq: next.lastSeq } : next;
        state = { ...state, jobs: new Map(state.jobs).set(jobId, shown) };
        if (event.type === 'file') filesTimer ??= setTimeout(tell, FILES_DELAY_MS);
        else tell();
        if (wasOver) continue;
        if (event.type === 'head') options.onHead?.(event.data.revisionId);
        if (event.type === 'done') options.onDone?.(next);
      }
    } catch {
      // The stream was refused; the list, which is asked for again on focus, has the outcome.
    } finally {
      following.delete(jobId);
      setConnected(true);
    }
  }

  function setConnected(connected: boolean): void {
    if (connected !== state.connected) set({ ...state, connected });
  }

  function set(next: JobsState): void {
    state = next;
    tell();
  }

  function tell(): void {
    clearTimeout(filesTimer);
    filesTimer = undefined;
    for (const listener of [...listeners]) listener();
  }
}
