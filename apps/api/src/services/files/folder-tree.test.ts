import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { FolderNode } from '@promptly/common';

import { manifestOf } from '../trees/manifest.ts';
import { folderTree } from './folder-tree.ts';

const files = (sizes: Record<string, number>) =>
  manifestOf(Object.entries(sizes).map(([path, size]) => [path, { sha: path, size }]));

test('folders hold their files and folders, with the sums of all in them', () => {
  const tree = folderTree(files({ 'z.txt': 1, 'a/b/c.txt': 2, 'a/d.txt': 4, 'a-b.txt': 8 }), '');
  expect(tree).toEqual({
    ...{ type: 'dir', name: '', path: '', size: 15, files: 4 },
    children: [
      {
        ...{ type: 'dir', name: 'a', path: 'a', size: 6, files: 2 },
        children: [
          {
            ...{ type: 'dir', name: 'b', path: 'a/b', size: 2, files: 1 },
            children: [
              { type: 'file', name: 'c.txt', path: 'a/b/c.txt', sha: 'a/b/c.txt', size: 2 },
            ],
          },
          { type: 'file', name: 'd.txt', path: 'a/d.txt', sha: 'a/d.txt', size: 4 },
        ],
      },
      { type: 'file', name: 'a-b.txt', path: 'a-b.txt', sha: 'a-b.txt', size: 8 },
      { type: 'file', name: 'z.txt', path: 'z.txt', sha: 'z.txt', size: 1 },
    ],
  });
});

test('a folder alone is told as it is in the whole', () => {
  const manifest = files({ 'a/b/c': 1, 'a/d': 2, 'ab/c': 4 });
  expect(folderTree(manifest, 'a')).toEqual(folderTree(manifest, '')?.children[0]);
});

test('there is no tree of what is a file or nothing, and one of an empty project', () => {
  expect(folderTree(files({ a: 1 }), 'a')).toBeUndefined();
  expect(folderTree(files({ a: 1 }), 'b')).toBeUndefined();
  expect(folderTree(files({}), '')).toMatchObject({ size: 0, files: 0, children: [] });
});

test('every file is in the tree once, whatever the files are', () => {
  const path = fc
    .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 })
    .map((parts) => `${parts.join('/')}.txt`);
  const pathsIn = ({ children }: FolderNode): string[] =>
    children.flatMap((node) => (node.type === 'file' ? [node.path] : pathsIn(node)));
  fc.assert(
    fc.property(fc.dictionary(path, fc.nat(9)), (sizes) => {
      const tree = folderTree(files(sizes), '')!;
      expect(pathsIn(tree).sort()).toEqual(Object.keys(sizes).sort());
      expect(tree.size).toBe(Object.values(sizes).reduce((sum, size) => sum + size, 0));
    }),
  );
});
