import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { csvLine, CSV_SEPARATORS, type CsvSeparator } from './csv.ts';

const separators = Object.keys(CSV_SEPARATORS) as CsvSeparator[];

/** The cells of one line, read by the letter of RFC 4180. */
function cellsOf(line: string, separator: CsvSeparator): string[] {
  const sign = CSV_SEPARATORS[separator];
  const pattern = new RegExp(`${sign}(?:"((?:[^"]|"")*)"|([^"${sign}\\r\\n]*))`, 'g');
  const cells = [...`${sign}${line.slice(0, -2)}`.matchAll(pattern)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

/** Texts in which what matters is frequent. */
const signs = fc.constantFrom(...'=+-@\t\r\n;,"\' a1\uff1d', 'text', '=1+1');
const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(signs).map((all) => all.join('')),
  ),
  { minLength: 1, maxLength: 5 },
);

test.each(separators)(
  'with a %s, any text comes out as it went in, but for marked formulas',
  (s) => {
    fc.assert(
      fc.property(texts, (cells) => {
        const line = csvLine(cells, s);
        expect(line.endsWith('\r\n')).toBe(true);
        const read = cellsOf(line, s);
        expect(read).toHaveLength(cells.length);
        cells.forEach((text, i) => {
          expect(unmarked(read[i] ?? '')).toBe(unmarked(text));
          if (!/[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text)) expect(read[i]).toBe(text);
        });
      }),
    );
  },
);

const unmarked = (text: string) => text.replaceAll("'", '');

test.each(separators)('a file with a %s has no formula for a spreadsheet of any locale', (s) => {
  fc.assert(
    fc.property(texts, (cells) => {
      const pieces = csvLine(cells, s).split(/[,;\t\r\n]/);
      for (const piece of pieces)
        expect(piece).not.toMatch(/^[ "]*[=+\-@\uff1d\uff0b\uff0d\uff20]/);
    }),
  );
});

test('numbers are plain, and what is not there is empty', () => {
  expect(csvLine([1, null, 'a'], 'comma')).toBe('1,,a\r\n');
  expect(csvLine([-1, 'a,b', 'c;d'], 'semicolon')).toBe('-1;"a,b";"c;d"\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\uff1d1'])('%j is no formula', (text) => {
  expect(cellsOf(csvLine([text], 'comma'), 'comma')).toEqual([`'${text}`]);
});
