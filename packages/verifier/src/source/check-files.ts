import type { FileTree, Finding } from '@promptly/common';

import { type CheckOutcome, counted, outcomeOf } from '../check-outcome.ts';
import { createFileCache } from './file-cache.ts';

const CACHED_FILES = 4_000;

export interface FileCheck {
  covers(path: string): boolean;
  findings(path: string, bytes: Uint8Array): Finding[] | Promise<Finding[]>;
}

/** A check that looks at each file by itself, once. */
export function createFilesCheck(check: FileCheck): (tree: FileTree) => Promise<CheckOutcome> {
  const cache = createFileCache<Finding[]>(CACHED_FILES);
  return async (tree) => {
    const covered = [...tree].filter(([path]) => check.covers(path));
    const all: Finding[] = [];
    for (const [path, bytes] of covered) {
      const findings = cache.get(path, bytes) ?? (await check.findings(path, bytes));
      cache.set(path, bytes, findings);
      all.push(...findings);
    }
    return outcomeOf(all, counted(covered.length, 'file'));
  };
}
