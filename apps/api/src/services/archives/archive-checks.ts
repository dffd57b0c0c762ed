import { AppError, LIMITS } from '@promptly/common';

import { createPathIndex } from '../trees/path-index.ts';
import { invalidArchive } from './entry-rules.ts';
import { wrappingFolder } from './top-folder.ts';

export interface ArchiveFile {
  path: string;
  size: number;
  read(): Promise<Uint8Array>;
}

/** An archive that was unpacked once in full and found to be what it says. */
export interface CheckedArchive {
  /** In the archive's order, without the folder that wraps all of them. */
  files: ArchiveFile[];
  skipped: { path: string; reason: string }[];
}

/** Entries, with those that will be skipped: macOS stores every file twice. */
export const MAX_ENTRIES = 4 * LIMITS.projectMaxFiles;
export const MAX_LISTED_SKIPS = 100;

/** The same without the folder that wraps all of them, if there is one. */
export function unwrapped<T extends { path: string }>(entries: readonly T[]): T[] {
  const wrapper = wrappingFolder(entries.map(({ path }) => path));
  if (wrapper === undefined) return [...entries];
  return entries.map((entry) => ({ ...entry, path: entry.path.slice(wrapper.length + 1) }));
}

/** Throws `archive_invalid` where two paths cannot stand beside each other. */
export function refuseDuplicates(entries: readonly { path: string }[]): void {
  const index = createPathIndex();
  for (const { path } of entries) {
    const other = index.add(path);
    if (other !== undefined) {
      const message = `${JSON.stringify(path)} and ${JSON.stringify(other)} cannot stand in one project.`;
      throw invalidArchive('duplicate', message, path);
    }
  }
}

/** Throws `archive_too_large` for what unpacks to far more bytes than it has. */
export function refuseRatio(unpacked: number, packed: number, path?: string): void {
  if (unpacked <= LIMITS.archiveRatioFloorBytes) return;
  const ratio = Math.round(unpacked / Math.max(packed, 1));
  if (ratio > LIMITS.archiveMaxRatio) throw tooLarge('ratio', LIMITS.archiveMaxRatio, ratio, path);
}

type SizeFault = 'entries' | 'files' | 'file_bytes' | 'total_bytes' | 'skipped_bytes' | 'ratio';

const SIZE_MESSAGES: Readonly<Record<SizeFault, string>> = {
  entries: 'The archive has too many entries; leave out node_modules and the like.',
  files: 'The archive has more files than a project may have.',
  file_bytes: 'A file in the archive is larger than a file may be.',
  total_bytes: 'The archive unpacks to more than a project may hold.',
  skipped_bytes: 'The archive unpacks to too much; leave out node_modules and the like.',
  ratio: 'The archive unpacks to far more than its own size.',
};

export function tooLarge(reason: SizeFault, max: number, actual: number, entry?: string): AppError {
  return new AppError('archive_too_large', SIZE_MESSAGES[reason], { reason, max, actual, entry });
}
