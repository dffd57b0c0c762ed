import { setImmediate } from 'node:timers/promises';

import type { FileDiff } from '@promptly/common';

import type { BlobStore } from '../trees/blob-store.ts';
import { compareManifests, type FileDifference } from '../trees/compare-manifests.ts';
import type { BlobRef, Manifest } from '../trees/manifest.ts';
import { textOf } from '../trees/text-of.ts';
import { hunksBetween, type HunkLimits } from './text-hunks.ts';

const MIB = 1024 * 1024;
const MAX_FILE_BYTES = 512 * 1024;
/** What the comparison of one file may take: together some 50 ms, in which nobody else is answered. */
const FILE_LIMITS: HunkLimits = { maxEdits: 600, maxLines: 60_000, maxComparisons: 200_000 };
/** What one answer may take: of text in it, of files whose text is compared, of their bytes, and of work for that. */
const ANSWER_BUDGET = {
  chars: 2 * MIB,
  files: 300,
  /** Of texts, old and new ones. */
  bytes: 8 * MIB,
  comparisons: 6 * FILE_LIMITS.maxComparisons,
};
/** Of a line, in an answer: its quotes and a comma. */
const CHARS_AROUND_LINE = 3;

export interface DiffOptions {
  from: Manifest;
  to: Manifest;
  /** Narrows it to a file or a folder. */
  path?: string;
  /** Of who asks: nothing is compared for who left. */
  signal?: AbortSignal;
}

/** What two states of a project differ in, with the lines of texts. Throws the signal's reason once it aborts. */
export async function diffOf(
  blobs: Pick<BlobStore, 'get'>,
  orgId: string,
  { from, to, path, signal }: DiffOptions,
): Promise<FileDiff[]> {
  const budget = { ...ANSWER_BUDGET };
  const files: FileDiff[] = [];
  for (const difference of compareManifests(from, to)) {
    if (path !== undefined && !concerns(difference, path)) continue;
    signal?.throwIfAborted();
    files.push({ ...present(difference), ...(await linesOf(blobs, orgId, difference, budget)) });
  }
  return files;
}

type Lines = Pick<FileDiff, 'hunks' | 'omitted'>;

async function linesOf(
  blobs: Pick<BlobStore, 'get'>,
  orgId: string,
  difference: FileDifference,
  budget: typeof ANSWER_BUDGET,
): Promise<Lines> {
  if (difference.status === 'renamed') return { hunks: [], omitted: null };
  const { old, blob } = sidesOf(difference);
  const sizes = [old?.size ?? 0, blob?.size ?? 0] as const;
  if (Math.max(...sizes) > MAX_FILE_BYTES) return omit('too_large');
  budget.files -= 1;
  if (isOver(budget)) return omit('too_many');
  const read = async (ref: BlobRef | undefined) =>
    ref === undefined ? '' : textOf(await blobs.get(orgId, ref.sha));
  const [before, after] = [await read(old), await read(blob)];
  if (before === undefined || after === undefined) return omit('binary');
  budget.bytes -= sizes[0] + sizes[1];
  if (isOver(budget)) return omit('too_many');
  // Each may take its time, in which others are to be answered.
  await setImmediate();
  const { hunks, comparisons } = hunksBetween(before, after, FILE_LIMITS);
  budget.comparisons -= comparisons;
  if (!hunks) return omit('too_different');
  budget.chars -= hunks.reduce((sum, { lines }) => sum + lengthOf(lines), 0);
  return isOver(budget) ? omit('too_many') : { hunks, omitted: null };
}

function isOver(budget: typeof ANSWER_BUDGET): boolean {
  return Object.values(budget).some((left) => left < 0);
}

function omit(omitted: NonNullable<Lines['omitted']>): Lines {
  return { hunks: [], omitted };
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + CHARS_AROUND_LINE, 0);
}

function sidesOf(difference: FileDifference): { old?: BlobRef; blob?: BlobRef } {
  return {
    ...('old' in difference && { old: difference.old }),
    ...('blob' in difference && { blob: difference.blob }),
  };
}

function present(difference: FileDifference) {
  const { status, path } = difference;
  const { old, blob } = sidesOf(difference);
  return {
    ...{ status, path },
    oldPath: difference.status === 'renamed' ? difference.oldPath : null,
    ...{ sha: blob?.sha ?? null, oldSha: old?.sha ?? null },
    ...{ size: blob?.size ?? null, oldSize: old?.size ?? null },
  };
}

function concerns(difference: FileDifference, path: string): boolean {
  const paths =
    difference.status === 'renamed' ? [difference.path, difference.oldPath] : [difference.path];
  return paths.some((at) => at === path || at.startsWith(`${path}/`));
}
