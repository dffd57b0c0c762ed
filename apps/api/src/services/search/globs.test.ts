import { describe, expect, test } from '@jest/globals';

import { createGlobMatcher, splitGlobs } from './globs.ts';

const fits = (list: string, path: string) => createGlobMatcher(splitGlobs(list))(path);

describe('a pattern fits', () => {
  test.each([
    ['*.css', 'styles.css'],
    ['*.css', 'src/deep/styles.css'],
    ['src', 'src/App.tsx'],
    ['src/', 'src/pages/Home.tsx'],
    ['src/*.tsx', 'src/App.tsx'],
    ['src/**', 'src/pages/Home.tsx'],
    ['**/*.test.tsx', 'App.test.tsx'],
    ['src/**/*.tsx', 'src/App.tsx'],
    ['/README.md', 'README.md'],
    ['*.{ts,tsx}', 'src/App.tsx'],
    ['a?.txt', 'ab.txt'],
    ['(x)+[y].txt', '(x)+[y].txt'],
    ['a{b', 'a{b'],
    ['*.md, *.css', 'a.css'],
  ])('%s: %s', (list, path) => expect(fits(list, path)).toBe(true));
});

describe('a pattern does not fit', () => {
  test.each([
    ['*.css', 'styles.css.ts'],
    ['src', 'a-src/App.tsx'],
    ['src/*.tsx', 'src/pages/Home.tsx'],
    ['/README.md', 'docs/README.md'],
    ['a?.txt', 'a/.txt'],
    ['a.txt', 'abtxt'],
    ['*.{ts,tsx}', 'a.css'],
  ])('%s: %s', (list, path) => expect(fits(list, path)).toBe(false));
});

test('patterns that others would try in every way are matched at once', () => {
  const matches = createGlobMatcher(['*a'.repeat(100), '**/'.repeat(80) + 'b', '{a,a}'.repeat(50)]);
  expect(matches('a/'.repeat(31) + 'a'.repeat(180) + 'c')).toBe(false);
});

test('a list without a pattern has none', () => {
  expect(splitGlobs(' , ,')).toEqual([]);
});
