import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { textEdit } from './text-edit.ts';

const apply = (from: string, { start, end, text }: ReturnType<typeof textEdit>) =>
  from.slice(0, start) + text + from.slice(end);

test('the edit turns one text into the other', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n') });
  fc.assert(fc.property(text, text, (from, to) => apply(from, textEdit(from, to)) === to));
});

test('what is the same at both ends is not touched', () => {
  expect(textEdit('one two three', 'one 2 three')).toEqual({ start: 4, end: 7, text: '2' });
  expect(textEdit('aa', 'aaa')).toEqual({ start: 2, end: 2, text: 'a' });
});
