import { structuredPatch } from 'diff';

import type { DiffHunk } from '@promptly/common';

import { commonEnds, countLines } from './common-ends.ts';

const CONTEXT_LINES = 3;
const NO_NEWLINE = '\\ No newline at end of file';
/** Of a line, whose comparison counts as one more for each: long ones may be alike nearly to their ends. */
const CHARS_PER_COMPARISON = 256;

/** What may be looked for between two texts. */
export interface HunkLimits {
  /** Of lines that go or come. */
  maxEdits: number;
  /** Of both texts, without the first and last ones that they have in common. */
  maxLines: number;
  /** Of one line with another, which the time goes by. */
  maxComparisons: number;
}

export interface Hunks {
  /** As in a unified diff; undefined where the texts differ in more than is looked for. */
  hunks: DiffHunk[] | undefined;
  comparisons: number;
}

/** The lines that differ between two texts. */
export function hunksBetween(oldText: string, text: string, limits: HunkLimits): Hunks {
  if (oldText === text) return { hunks: [], comparisons: 0 };
  if (oldText === '' || text === '') return { hunks: [wholeHunk(oldText, text)], comparisons: 0 };
  const { start, startLines, endChars } = commonEnds(oldText, text, CONTEXT_LINES);
  const oldMiddle = oldText.slice(start, oldText.length - endChars);
  const middle = text.slice(start, text.length - endChars);
  if (countLines(oldMiddle) + countLines(middle) > limits.maxLines)
    return { hunks: undefined, comparisons: 0 };
  const { hunks, comparisons } = compare(oldMiddle, middle, limits);
  const moved = hunks?.map((hunk) => ({
    ...hunk,
    oldStart: hunk.oldStart + startLines,
    newStart: hunk.newStart + startLines,
  }));
  return { hunks: moved, comparisons };
}

function compare(oldText: string, text: string, { maxEdits, maxComparisons }: HunkLimits): Hunks {
  let comparisons = 0;
  const comparator = (left: string, right: string) => {
    comparisons += 1 + Math.floor(Math.min(left.length, right.length) / CHARS_PER_COMPARISON);
    if (comparisons > maxComparisons) throw new TooManyComparisons();
    return left === right;
  };
  const options = { context: CONTEXT_LINES, maxEditLength: maxEdits, comparator };
  try {
    const patch = structuredPatch('', '', oldText, text, undefined, undefined, options);
    const hunks = patch?.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
      return { oldStart, oldLines, newStart, newLines, lines };
    });
    return { hunks, comparisons };
  } catch (error) {
    if (error instanceof TooManyComparisons) return { hunks: undefined, comparisons };
    throw error;
  }
}

class TooManyComparisons extends Error {}

/** Of a text that came or went as a whole, which needs no look for what is alike. */
function wholeHunk(oldText: string, text: string): DiffHunk {
  const sign = oldText === '' ? '+' : '-';
  const lines = (oldText || text).split('\n');
  const ends = lines.at(-1) === '';
  if (ends) lines.pop();
  const count = lines.length;
  const shown = lines.map((line) => sign + line);
  return {
    ...(sign === '+'
      ? { oldStart: 0, oldLines: 0, newStart: 1, newLines: count }
      : { oldStart: 1, oldLines: count, newStart: 0, newLines: 0 }),
    lines: ends ? shown : [...shown, NO_NEWLINE],
  };
}
