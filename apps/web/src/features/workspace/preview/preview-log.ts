import { type PreviewConsoleLevel } from '@promptly/common';

/** A line of the app's console; `count` is how often it came in a row. */
export interface LogEntry {
  id: number;
  level: PreviewConsoleLevel;
  text: string;
  count: number;
  /** Where an error was thrown, in a file of the project. */
  path?: string;
  line?: number;
  column?: number;
}

const MAX_ENTRIES = 500;

/** Adds a line; the same line again is counted, and the oldest make room. */
export function withLog(
  log: readonly LogEntry[],
  entry: Omit<LogEntry, 'id' | 'count'>,
): readonly LogEntry[] {
  const last = log.at(-1);
  if (last?.level === entry.level && last.text === entry.text) {
    return [...log.slice(0, -1), { ...last, count: last.count + 1 }];
  }
  return [...log, { ...entry, id: (last?.id ?? 0) + 1, count: 1 }].slice(-MAX_ENTRIES);
}

export function errorCount(log: readonly LogEntry[]): number {
  return log.reduce((sum, { level, count }) => sum + (level === 'error' ? count : 0), 0);
}
