import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createListing, pageOfListing, type ListedFile } from './file-listing.ts';

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

const pageOf = (folder: string, limit = 100, after?: string) =>
  pageOfListing(createListing(files), { folder, limit, after });
const shown = (folder: string) => pageOf(folder).entries.map(({ type, path }) => `${type} ${path}`);

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
  const src = createListing(files).find(({ path }) => path === 'src');
  expect(src?.updatedAt).toEqual(new Date(Date.UTC(2026, 0, 3)));
});

test('pages of any size, one behind the other, are the whole list', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'a-b', 'a0', '.'), { minLength: 1, maxLength: 4 })
    .map((segments) => segments.join('/'));
  const folder = fc.constantFrom('', 'a', 'a/b', 'a-b', 'b');
  fc.assert(
    fc.property(
      fc.uniqueArray(path),
      folder,
      fc.integer({ min: 1, max: 5 }),
      (paths, at, limit) => {
        const isFolder = (one: string) => paths.some((other) => other.startsWith(`${one}/`));
        const listing = createListing(
          paths.filter((one) => !isFolder(one)).map((one) => file(one)),
        );
        const inside = listing.filter(
          (one) =>
            at === '' || one.path.startsWith(`${at}/`) || (one.path === at && one.type === 'file'),
        );
        const seen: string[] = [];
        for (let hasMore = true; hasMore;) {
          const page = pageOfListing(listing, { folder: at, limit, after: seen.at(-1) });
          seen.push(...page.entries.map((one) => one.path));
          hasMore = page.hasMore;
        }
        expect(seen).toEqual(inside.map((one) => one.path));
      },
    ),
  );
});
