import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { csvLine } from './csv.ts';

/** The cells of one line, read by the letter of RFC 4180. */
function cellsOf(line: string): string[] {
  const cells = [...`,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

test('any text comes out of a line as it went in, but for what would be a formula', () => {
  const texts = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(texts, (cells) => {
      const line = csvLine(cells);
      expect(line.endsWith('\r\n')).toBe(true);
      const wanted = cells.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text));
      expect(cellsOf(line)).toEqual(wanted);
    }),
  );
});

test('numbers are plain, and what is not there is empty', () => {
  expect(csvLine([1, null, 'a'])).toBe('1,,a\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is no formula', (text) => {
  expect(cellsOf(csvLine([text]))[0]).toBe(`'${text}`);
});
