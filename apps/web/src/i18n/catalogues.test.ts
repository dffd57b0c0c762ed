import { describe, expect, test } from '@jest/globals';

import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import { rw } from './rw/index.ts';

type Words = Map<string, string>;

/** A catalogue as flat keys; the words of each. */
function wordsOf(catalogue: object, prefix = ''): Words {
  return new Map(
    Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...wordsOf(value as object, `${prefix}${key}.`)],
    ),
  );
}

const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);

const english = wordsOf(en);

describe.each([
  ['fr', wordsOf(fr)],
  ['rw', wordsOf(rw)],
])('the catalogue %s', (_locale, words) => {
  test('has the keys of the English one, and no others', () => {
    expect([...words.keys()].sort()).toEqual([...english.keys()].sort());
  });

  test('fills in the same values', () => {
    for (const [key, text] of words) {
      const wanted = new Set(placeholdersOf(english.get(key) ?? ''));
      // “Yesterday” and the like say a number without naming it.
      if (key.endsWith('_one')) wanted.delete('count');
      const given = new Set(placeholdersOf(text));
      if (key.endsWith('_one')) given.delete('count');
      expect([key, [...given].sort()]).toEqual([key, [...wanted].sort()]);
    }
  });

  test('has no word left empty', () => {
    expect([...words].filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test('is a translation, not a copy', () => {
    const same = [...words].filter(([key, text]) => text === english.get(key));
    expect(same.length / words.size).toBeLessThan(0.12);
  });
});

test('a French sentence has its space before two-part marks, and one that does not break', () => {
  const wrong = [...wordsOf(fr)].filter(([, text]) =>
    /(?:[^\s\u202f\u00a0]| )[?!;]|[^\s\u202f\u00a0:/]:(?:\s|$)| :/.test(text),
  );
  expect(wrong).toEqual([]);
});
