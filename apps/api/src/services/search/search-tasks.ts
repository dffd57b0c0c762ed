import type { SearchMatch } from '@promptly/common';

/** What is looked for. */
export interface SearchPattern {
  q: string;
  regex: boolean;
  caseSensitive: boolean;
}

export interface SearchedFile {
  path: string;
  bytes: Uint8Array;
}

export interface FoundInFiles {
  matches: SearchMatch[];
  binary: string[];
  searched: number;
  elapsedMs: number;
  /** True when time or matches ran out before the last file was through. */
  cut: boolean;
}

interface Task<Input, Output> {
  input: Input;
  output: Output;
  event: never;
}

/** What the thread that searches does. */
export type SearchTasks = {
  /** Which of the paths are to be searched, or why the patterns cannot be read. */
  select: Task<
    { pattern: SearchPattern; paths: readonly string[]; include: string[]; exclude: string[] },
    { paths: string[] } | { fault: string }
  >;
  find: Task<
    { pattern: SearchPattern; files: readonly SearchedFile[]; limit: number; timeMs: number },
    FoundInFiles
  >;
};
