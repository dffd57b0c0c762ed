import { parentPort } from 'node:worker_threads';

import { serveTasks } from '@promptly/verifier/threads';

import { textOf } from '../trees/text-of.ts';
import { compilePattern, matchesIn, type FindInLine } from './find-in-text.ts';
import { createGlobMatcher } from './globs.ts';
import type { FoundInFiles, SearchedFile, SearchTasks } from './search-tasks.ts';

if (!parentPort) throw new Error('Files are searched in a thread of their own.');

serveTasks<SearchTasks>(parentPort, {
  select({ pattern, paths, include, exclude }) {
    try {
      compilePattern(pattern);
    } catch (error) {
      return Promise.resolve({ fault: error instanceof Error ? error.message : 'unreadable' });
    }
    const isIncluded = include.length > 0 ? createGlobMatcher(include) : () => true;
    const isExcluded = exclude.length > 0 ? createGlobMatcher(exclude) : () => false;
    return Promise.resolve({
      paths: paths.filter((path) => isIncluded(path) && !isExcluded(path)),
    });
  },
  find: ({ pattern, files, limit, timeMs }) =>
    Promise.resolve(findInFiles(compilePattern(pattern), files, { limit, timeMs })),
});

function findInFiles(
  find: FindInLine,
  files: readonly SearchedFile[],
  { limit, timeMs }: { limit: number; timeMs: number },
): FoundInFiles {
  const startedAt = performance.now();
  const elapsed = () => performance.now() - startedAt;
  const found: FoundInFiles = { matches: [], binary: [], searched: 0, elapsedMs: 0, cut: true };
  const end = (cut: boolean) => ({ ...found, cut, elapsedMs: elapsed() });
  for (const { path, bytes } of files) {
    const text = textOf(bytes);
    if (text === undefined) {
      found.binary.push(path);
      continue;
    }
    found.searched += 1;
    for (const match of matchesIn(path, text, find)) {
      if (elapsed() > timeMs) return end(true);
      if (match && found.matches.length === limit) return end(true);
      if (match) found.matches.push(match);
    }
  }
  return end(false);
}
