import { expect, test } from '@jest/globals';

import { listEntries, type ListedFile } from './file-listing.ts';

const file = (path: string, day = 1): ListedFile => ({
  path,
  sha: 'a'.repeat(64),
  size: 1,
  updatedAt: new Date(Date.UTC(2026, 0, day)),
});
const files = [
  file('src/pages/Home.tsx', 3),
  file('src/App.tsx', 2),
  file('README.md'),
  file('srcs/a'),
];

const shown = (folder: string) =>
  listEntries(files, folder).map(({ type, path }) => `${type} ${path}`);

test('folders stand among the files, in path order', () => {
  expect(shown('')).toEqual([
    'file README.md',
    'dir src',
    'file src/App.tsx',
    'dir src/pages',
    'file src/pages/Home.tsx',
    'dir srcs',
    'file srcs/a',
  ]);
});

test('a folder narrows the list to what is in it, not to names that begin alike', () => {
  expect(shown('src')).toEqual(['file src/App.tsx', 'dir src/pages', 'file src/pages/Home.tsx']);
  expect(shown('src/pages')).toEqual(['file src/pages/Home.tsx']);
});

test('a file narrows the list to itself, an unknown name to nothing', () => {
  expect(shown('README.md')).toEqual(['file README.md']);
  expect(shown('nope')).toEqual([]);
});

test('a folder is as new as the newest file in it', () => {
  const src = listEntries(files, '').find(({ path }) => path === 'src');
  expect(src?.updatedAt).toEqual(new Date(Date.UTC(2026, 0, 3)));
});
