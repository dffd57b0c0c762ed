import { describe, expect, test } from '@jest/globals';

import { createPathIndex, foldersAbove } from './path-index.ts';

describe('a path has no room beside', () => {
  test.each([
    ['itself', 'a.txt', 'a.txt'],
    ['another case', 'App.tsx', 'app.tsx'],
    ['another case beyond ASCII', 'É.txt', 'é.txt'],
    ['another composition', 'e\u0301', '\u00e9'],
    ['letters that file systems fold together', 'straße', 'STRASSE'],
    ['a file where it needs a folder', 'a', 'a/b'],
    ['a folder where it would be a file', 'a/b', 'a'],
    ['a folder of another case', 'Pages/Home.tsx', 'pages/About.tsx'],
    ['a file that differs from its folder in case', 'Lib', 'lib/x'],
  ])('%s', (_, there, arriving) => {
    const index = createPathIndex([there]);
    expect(index.add(arriving)).toBeDefined();
  });
});

test('paths that differ have room beside each other', () => {
  const index = createPathIndex(['src/App.tsx']);
  for (const path of ['src/App.test.tsx', 'src/app/App.tsx', 'App.tsx', 'src2', 'SR']) {
    expect(index.add(path)).toBeUndefined();
  }
});

test('a path that found no room takes none', () => {
  const index = createPathIndex(['a']);
  expect(index.add('a/b/c')).toBe('a');
  expect(index.add('A/B')).toBe('a');
  expect(index.add('b')).toBeUndefined();
});

test('the folders above a path are told from the innermost out', () => {
  expect([...foldersAbove('a/b/c.txt')]).toEqual(['a/b', 'a']);
  expect([...foldersAbove('c.txt')]).toEqual([]);
});

test('a folder counts once, however many files and folders are in it', () => {
  const index = createPathIndex(['a/b/1', 'a/b/2', 'a/c/1', 'top']);
  expect(index.folderCount()).toBe(3);
  index.add('a/B/3');
  expect(index.folderCount()).toBe(3);
});

test('a path that is taken out leaves room, and so do the folders that only it made', () => {
  const index = createPathIndex(['a/b/1', 'a/2']);
  index.remove('a/b/1');
  expect(index.folderCount()).toBe(1);
  expect(index.add('a/B')).toBeUndefined();
  index.remove('a/2');
  index.remove('a/B');
  expect(index.folderCount()).toBe(0);
  expect(index.add('A')).toBeUndefined();
});
