import { expect, test } from '@jest/globals';

import { readPrompt } from './read-prompt.ts';

test('a field that each object has is none of a record', () => {
  const { spec } = readPrompt('A todo app with the fields constructor, toString, valueOf, title');
  const ids = spec.entities.flatMap(({ fields }) => fields.map(({ id }) => id));
  expect(ids.filter((id) => id in {})).toEqual([]);
});

// Patterns of the reader take the cube of a run's length: a pasted gap would hold the compiler up for minutes.
test.each([
  ['blanks', 'CRM with' + ' '.repeat(18_000) + 'contacts', 'CRM with contacts'],
  ['tabs', 'CRM with' + '\t'.repeat(18_000) + 'contacts', 'CRM with contacts'],
  [
    'line breaks',
    'A CRM.' + '\n \r\n'.repeat(4_000) + 'It has contacts',
    'A CRM.\nIt has contacts',
  ],
  ['commas', 'CRM with contacts' + ', '.repeat(9_000) + 'deals', 'CRM with contacts, deals'],
])('a run of %s is read as one', (_, long, short) => {
  expect(readPrompt(long)).toEqual(readPrompt(short));
});
