import { expect, test } from '@jest/globals';
import { applyPatch } from 'diff';
import fc from 'fast-check';

import { hunksBetween as compare, type HunkLimits } from './text-hunks.ts';

const LIMITS: HunkLimits = { maxEdits: 1_000, maxLines: 100_000, maxComparisons: 1_000_000 };
const hunksBetween = (oldText: string, text: string, limits: Partial<HunkLimits> = {}) =>
  compare(oldText, text, { ...LIMITS, ...limits }).hunks;

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
  const lines = fc.array(line, { maxLength: 15 });
  const end = fc.constantFrom('', '\n');
  const written = (parts: string[][], last: string) => parts.flat().join('\n') + last;
  const pair = fc
    .record({ start: lines, old: lines, next: lines, end: lines, oldLast: end, last: end })
    .map((parts) => [
      written([parts.start, parts.old, parts.end], parts.oldLast),
      written([parts.start, parts.next, parts.end], parts.last),
    ]);
  fc.assert(
    fc.property(pair, ([before = '', after = '']) => {
      const hunks = hunksBetween(before, after);
      expect(hunks?.length === 0).toBe(before === after);
      expect(apply(before, hunks)).toBe(after);
    }),
    { numRuns: 1_000 },
  );
});

test('lines around what changed are shown, and no others', () => {
  const lines = Array.from({ length: 20 }, (_, i) => `line ${i}`);
  const after = lines.with(10, 'changed').join('\n');
  expect(hunksBetween(lines.join('\n'), after)).toEqual([
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
  expect(hunksBetween(text('a'), text('b'), { maxEdits: 99 })).toBeUndefined();
  expect(hunksBetween(text('a'), text('b'), { maxEdits: 100 })).toHaveLength(1);
});

test('a text that is new or gone is one hunk, however long it is', () => {
  const long = 'x\n'.repeat(10_000);
  expect(hunksBetween('', long, { maxEdits: 1 })).toMatchObject([
    { oldLines: 0, newLines: 10_000 },
  ]);
  expect(hunksBetween(long, '', { maxEdits: 1 })).toMatchObject([
    { oldLines: 10_000, newLines: 0 },
  ]);
});

test('of a long text, only what is between the lines that changed is compared', () => {
  const lines = Array<string>(262_144).fill('x');
  const changed = (...places: number[]) =>
    lines.map((line, at) => (places.includes(at) ? 'y' : line)).join('\n');
  const { hunks, comparisons } = compare(lines.join('\n'), changed(131_072), LIMITS);
  expect(hunks).toMatchObject([{ oldStart: 131_070, newStart: 131_070, oldLines: 7, newLines: 7 }]);
  expect(comparisons).toBeLessThan(50);
  const farApart = compare(lines.join('\n'), changed(10, 262_000), LIMITS);
  expect(farApart).toEqual({ hunks: undefined, comparisons: 0 });
});

test('lines are compared with each other so many times, and long ones less often', () => {
  const [before, after] = ['a\nb\n'.repeat(1_500), 'b\na\na\n'.repeat(1_000)];
  const maxComparisons = 10_000;
  const { hunks, comparisons } = compare(before, after, { ...LIMITS, maxComparisons });
  expect([hunks, comparisons]).toEqual([undefined, maxComparisons + 1]);
  const long = (last: string) => `${`${'x'.repeat(10_000)}${last}\n`.repeat(20)}`;
  expect(hunksBetween(long('a'), long('b'))).toHaveLength(1);
  expect(hunksBetween(long('a'), long('b'), { maxComparisons: 1_000 })).toBeUndefined();
});
