import { structuredPatch } from 'diff';

import type { DiffHunk } from '@promptly/common';

const CONTEXT_LINES = 3;
const NO_NEWLINE = '\\ No newline at end of file';

/**
 * The lines that differ between two texts, as in a unified diff; undefined where more than `maxEdits` lines would
 * have to go or come. The work grows with the square of that, and not with what the texts hold.
 */
export function hunksBetween(
  oldText: string,
  text: string,
  maxEdits: number,
): DiffHunk[] | undefined {
  if (oldText === '' || text === '') return wholeHunk(oldText, text);
  const options = { context: CONTEXT_LINES, maxEditLength: maxEdits };
  const patch = structuredPatch('', '', oldText, text, undefined, undefined, options);
  return patch?.hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    return { oldStart, oldLines, newStart, newLines, lines };
  });
}

/** Of a text that came or went as a whole, which needs no look for what is alike. */
function wholeHunk(oldText: string, text: string): DiffHunk[] {
  const sign = oldText === '' ? '+' : '-';
  const lines = (oldText || text).split('\n');
  const ends = lines.at(-1) === '';
  if (ends) lines.pop();
  if (lines.length === 0) return [];
  const count = lines.length;
  const shown = lines.map((line) => sign + line);
  return [
    {
      ...(sign === '+'
        ? { oldStart: 0, oldLines: 0, newStart: 1, newLines: count }
        : { oldStart: 1, oldLines: count, newStart: 0, newLines: 0 }),
      lines: ends ? shown : [...shown, NO_NEWLINE],
    },
  ];
}
