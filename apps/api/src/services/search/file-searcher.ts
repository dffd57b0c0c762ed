import { AppError, type SearchMatch } from '@promptly/common';
import { createTaskThread, ThreadError } from '@promptly/verifier/threads';

import { createLanes } from '../lanes.ts';
import type { BlobStore } from '../trees/blob-store.ts';
import type { BlobRef, Manifest } from '../trees/manifest.ts';
import { splitGlobs } from './globs.ts';
import type { FoundInFiles, SearchedFile, SearchPattern, SearchTasks } from './search-tasks.ts';

export interface Search extends SearchPattern {
  /** Patterns of paths, parted by commas. */
  include?: string;
  exclude?: string;
  /** Of matches. */
  limit: number;
}

export interface Found {
  matches: SearchMatch[];
  filesSearched: number;
  skipped: { path: string; reason: 'binary' | 'too_large' }[];
  cut: 'limit' | 'time' | null;
}

/** Looks through the texts of a project, in a thread that nobody waits for but who searches. */
export interface FileSearcher {
  /**
   * Throws `validation_failed` for what cannot be read or takes too much, `rate_limited` where too many wait, and
   * `unavailable` while the program stops.
   */
  search(orgId: string, manifest: Manifest, search: Search): Promise<Found>;
  close(): Promise<void>;
}

const MAX_FILE_BYTES = 1024 * 1024;
const MAX_LISTED_SKIPS = 100;
/** Of the thread's time for one search, and for the step that may go beyond it. */
const SEARCH_TIME_MS = 2_000;
const OVERTIME_MS = 1_000;
const SELECT_TIMEOUT_MS = 10_000;
/** Handed to the thread at once: others have their turn in between. */
const BATCH_BYTES = 2 * 1024 * 1024;
const MAX_HEAP_MIB = 256;
const CANCEL_GRACE_MS = 500;
/** Searches of one organization. */
const LANE_LIMITS = { maxRunning: 1, maxWaiting: 20 };

/** The thread starts with the first search. */
export function createFileSearcher(
  blobs: Pick<BlobStore, 'getMany'>,
  { maxHeapMiB = MAX_HEAP_MIB } = {},
): FileSearcher {
  const lanes = createLanes(LANE_LIMITS);
  let isClosed = false;
  const thread = createTaskThread<SearchTasks>({
    entry: new URL('./search.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB,
    cancelGraceMs: CANCEL_GRACE_MS,
    serial: true,
  });

  async function search(orgId: string, manifest: Manifest, asked: Search): Promise<Found> {
    const { q, regex, caseSensitive } = asked;
    const pattern = { q, regex, caseSensitive };
    const paths = await select(manifest, pattern, asked);
    const found: Found = { matches: [], filesSearched: 0, skipped: [], cut: null };
    const skip = (path: string, reason: Found['skipped'][number]['reason']) => {
      if (found.skipped.length < MAX_LISTED_SKIPS) found.skipped.push({ path, reason });
    };
    const files = paths.map((path) => [path, manifest.get(path)!] as const);
    for (const [path, { size }] of files) if (size > MAX_FILE_BYTES) skip(path, 'too_large');
    let timeMs = SEARCH_TIME_MS;
    for (const batch of batches(files.filter(([, { size }]) => size <= MAX_FILE_BYTES))) {
      const limit = asked.limit - found.matches.length;
      const bytes = await blobs.getMany(
        orgId,
        batch.map(([, { sha }]) => sha),
      );
      const given = batch.map(([path, { sha }]) => ({ path, bytes: bytes.get(sha)! }));
      const part = await findIn(given, { pattern, limit, timeMs });
      found.matches.push(...part.matches);
      found.filesSearched += part.searched;
      for (const path of part.binary) skip(path, 'binary');
      timeMs -= part.elapsedMs;
      if (part.cut) found.cut = part.matches.length === limit ? 'limit' : 'time';
      else if (timeMs <= 0) found.cut = 'time';
      if (found.cut) break;
    }
    return found;
  }

  async function select(
    manifest: Manifest,
    pattern: SearchPattern,
    { include = '', exclude = '' }: Search,
  ): Promise<string[]> {
    const input = {
      ...{ pattern, paths: [...manifest.keys()] },
      ...{ include: splitGlobs(include), exclude: splitGlobs(exclude) },
    };
    try {
      const selected = await thread.run('select', input, { timeoutMs: SELECT_TIMEOUT_MS });
      if ('paths' in selected) return selected.paths;
      throw refused(selected.fault);
    } catch (error) {
      throw error instanceof ThreadError ? givenUp() : error;
    }
  }

  async function findIn(
    files: readonly SearchedFile[],
    task: { pattern: SearchPattern; limit: number; timeMs: number },
  ): Promise<FoundInFiles> {
    const timeoutMs = task.timeMs + OVERTIME_MS;
    try {
      return await thread.run('find', { files, ...task }, { timeoutMs });
    } catch (error) {
      if (!(error instanceof ThreadError)) throw error;
      if (error.reason !== 'timeout') throw givenUp();
      // One line that it could not get through.
      return { matches: [], binary: [], searched: 0, elapsedMs: timeoutMs, cut: true };
    }
  }

  /** Why the thread gave no answer: it was ended, or died of what it was given. */
  function givenUp(): AppError {
    if (isClosed) return new AppError('unavailable', 'The server is stopping: try again.');
    return refused('takes too long or too much memory: look for something simpler, in fewer files');
  }

  return {
    search: (orgId, manifest, asked) => lanes.run(orgId, () => search(orgId, manifest, asked)),
    close() {
      isClosed = true;
      return thread.dispose();
    },
  };
}

function refused(fault: string): AppError {
  const issues = [{ in: 'query', path: 'q', message: fault }];
  return new AppError('validation_failed', `q: ${fault}`, { issues });
}

function* batches(
  files: readonly (readonly [string, BlobRef])[],
): Iterable<(readonly [string, BlobRef])[]> {
  let batch: (readonly [string, BlobRef])[] = [];
  let bytes = 0;
  for (const file of files) {
    batch.push(file);
    bytes += file[1].size;
    if (bytes < BATCH_BYTES) continue;
    yield batch;
    batch = [];
    bytes = 0;
  }
  if (batch.length > 0) yield batch;
}
