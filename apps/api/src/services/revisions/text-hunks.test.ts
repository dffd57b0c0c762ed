import { expect, test } from '@jest/globals';
import { applyPatch } from 'diff';
import fc from 'fast-check';

import { hunksBetween } from './text-hunks.ts';

const apply = (text: string, hunks: ReturnType<typeof hunksBetween>) =>
  applyPatch(
    text,
    {
      ...{ oldFileName: '', newFileName: '', oldHeader: undefined, newHeader: undefined },
      // The library counts from the line behind where nothing is, formats on paper from the one before.
      hunks: (hunks ?? []).map((hunk) => ({
        ...hunk,
        oldStart: hunk.oldStart + (hunk.oldLines === 0 ? 1 : 0),
        newStart: hunk.newStart + (hunk.newLines === 0 ? 1 : 0),
      })),
    },
    // Two texts that differ in these alone are two.
    { autoConvertLineEndings: false },
  );

test('the hunks between two texts make one of the other', () => {
  const line = fc.oneof(
    fc.constantFrom('a', 'b', '', ' ', '-', '+', '\\', '\r', '\u2028', '@@ -1 +1 @@', '\ufeff'),
    fc.string({ maxLength: 5 }).map((text) => text.replaceAll('\n', '')),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('', '\n'))
    .map(([lines, end]) => lines.join('\n') + end);
  fc.assert(
    fc.property(text, text, (before, after) => {
      const hunks = hunksBetween(before, after, 1_000);
      expect(hunks?.length === 0).toBe(before === after);
      expect(apply(before, hunks)).toBe(after);
    }),
  );
});

test('lines around what changed are shown, and no others', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const after = lines.with(10, 'changed').join('\n');
  expect(hunksBetween(lines.join('\n'), after, 10)).toEqual([
    {
      ...{ oldStart: 8, oldLines: 7, newStart: 8, newLines: 7 },
      lines: [
        ...[' line 7', ' line 8', ' line 9', '-line 10', '+changed'],
        ...[' line 11', ' line 12', ' line 13'],
      ],
    },
  ]);
});

test('texts that differ in more lines than are looked for have none', () => {
  const text = (sign: string) => `${sign}\n`.repeat(50);
  expect(hunksBetween(text('a'), text('b'), 99)).toBeUndefined();
  expect(hunksBetween(text('a'), text('b'), 100)).toHaveLength(1);
});

test('a text that is new or gone is one hunk, however long it is', () => {
  const long = 'x\n'.repeat(10_000);
  expect(hunksBetween('', long, 1)).toMatchObject([{ oldLines: 0, newLines: 10_000 }]);
  expect(hunksBetween(long, '', 1)).toMatchObject([{ oldLines: 10_000, newLines: 0 }]);
});
