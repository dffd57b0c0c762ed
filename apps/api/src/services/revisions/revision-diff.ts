import { setImmediate } from 'node:timers/promises';

import type { FileDiff } from '@promptly/common';

import type { BlobStore } from '../trees/blob-store.ts';
import { compareManifests, type FileDifference } from '../trees/compare-manifests.ts';
import type { BlobRef, Manifest } from '../trees/manifest.ts';
import { textOf } from '../trees/text-of.ts';
import { hunksBetween } from './text-hunks.ts';

/** What one answer may take: of text in it, of files whose text is compared, and of work for that. */
const MAX_ANSWER_CHARS = 2 * 1024 * 1024;
const MAX_COMPARED_FILES = 300;
const MAX_FILE_BYTES = 512 * 1024;
const MAX_EDITS = 1_000;
/** The sum of the squares of the edits that were looked for. */
const MAX_WORK = 6 * MAX_EDITS ** 2;

/** What two states of a project differ in, with the lines of texts. `path` narrows it to a file or a folder. */
export async function diffOf(
  blobs: Pick<BlobStore, 'get'>,
  orgId: string,
  { from, to, path }: { from: Manifest; to: Manifest; path?: string },
): Promise<FileDiff[]> {
  const budget = { chars: MAX_ANSWER_CHARS, files: MAX_COMPARED_FILES, work: MAX_WORK };
  const files: FileDiff[] = [];
  for (const difference of compareManifests(from, to)) {
    if (path !== undefined && !concerns(difference, path)) continue;
    files.push({ ...present(difference), ...(await linesOf(blobs, orgId, difference, budget)) });
  }
  return files;
}

interface Budget {
  chars: number;
  files: number;
  work: number;
}

type Lines = Pick<FileDiff, 'hunks' | 'omitted'>;

async function linesOf(
  blobs: Pick<BlobStore, 'get'>,
  orgId: string,
  difference: FileDifference,
  budget: Budget,
): Promise<Lines> {
  if (difference.status === 'renamed') return { hunks: [], omitted: null };
  const { old, blob } = sidesOf(difference);
  if (Math.max(old?.size ?? 0, blob?.size ?? 0) > MAX_FILE_BYTES) return omit('too_large');
  if (budget.chars <= 0 || budget.files <= 0 || budget.work <= 0) return omit('too_many');
  budget.files -= 1;
  const read = async (ref: BlobRef | undefined) =>
    ref === undefined ? '' : textOf(await blobs.get(orgId, ref.sha));
  const [before, after] = [await read(old), await read(blob)];
  if (before === undefined || after === undefined) return omit('binary');
  // Each may take its time, in which others are to be answered.
  await setImmediate();
  const hunks = hunksBetween(before, after, MAX_EDITS);
  budget.work -= hunks ? workOf(hunks, difference) : MAX_EDITS ** 2;
  if (!hunks) return omit('too_different');
  const chars = hunks.reduce((sum, { lines }) => sum + lengthOf(lines), 0);
  if (chars > budget.chars) return omit('too_many');
  budget.chars -= chars;
  return { hunks, omitted: null };
}

function omit(omitted: NonNullable<Lines['omitted']>): Lines {
  return { hunks: [], omitted };
}

function workOf(hunks: Lines['hunks'], { status }: FileDifference): number {
  if (status !== 'changed') return 0;
  const edits = hunks.flatMap(({ lines }) => lines.filter((line) => !line.startsWith(' ')));
  return edits.length ** 2;
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
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
