import { describe, expect, test } from '@jest/globals';

import { fileRows, foldersAbove } from './file-rows.ts';
import { treeMove } from './tree-keys.ts';

const PATHS = [
  'src/main.tsx',
  'src/pages/home.tsx',
  'package.json',
  'README.md',
  'src/a10.ts',
  'src/a9.ts',
];
const all = new Set(['src', 'src/pages']);

describe('the rows', () => {
  test('are folders first, then files, numbers in their order', () => {
    expect(fileRows(PATHS, all).map((row) => row.path)).toEqual([
      'src',
      'src/pages',
      'src/pages/home.tsx',
      'src/a9.ts',
      'src/a10.ts',
      'src/main.tsx',
      'package.json',
      'README.md',
    ]);
  });

  test('leave out what is in a folded folder', () => {
    expect(fileRows(PATHS, new Set()).map((row) => row.path)).toEqual([
      'src',
      'package.json',
      'README.md',
    ]);
  });

  test('say their level and their place among their siblings', () => {
    expect(fileRows(PATHS, all)[5]).toEqual({
      path: 'src/main.tsx',
      name: 'main.tsx',
      kind: 'file',
      level: 2,
      position: 4,
      siblings: 4,
    });
  });

  test('of five thousand files in folded folders are few', () => {
    const many = Array.from({ length: 5000 }, (_, index) => `src/d${index % 50}/f${index}.ts`);
    expect(fileRows(many, new Set(['src']))).toHaveLength(51);
  });
});

test('the folders above a path are named from the top', () => {
  expect(foldersAbove('a/b/c.ts')).toEqual(['a', 'a/b']);
  expect(foldersAbove('c.ts')).toEqual([]);
});

describe('keys', () => {
  const rows = fileRows(PATHS, all);
  const press = (focused: string, key: string, unfolded = all) =>
    treeMove(rows, focused, unfolded, key);

  test.each([
    ['src', 'ArrowDown', { type: 'focus', path: 'src/pages' }],
    ['src', 'ArrowUp', null],
    ['README.md', 'ArrowDown', null],
    ['README.md', 'Home', { type: 'focus', path: 'src' }],
    ['src', 'End', { type: 'focus', path: 'README.md' }],
    ['src', 'ArrowRight', { type: 'focus', path: 'src/pages' }],
    ['src', 'ArrowLeft', { type: 'fold', path: 'src' }],
    ['src/a9.ts', 'ArrowLeft', { type: 'focus', path: 'src' }],
    ['src/a9.ts', 'ArrowRight', null],
    ['src/a9.ts', 'Enter', { type: 'open', path: 'src/a9.ts' }],
    ['src', 'Enter', { type: 'fold', path: 'src' }],
    ['src/a9.ts', 'F2', { type: 'rename', path: 'src/a9.ts' }],
    ['src/a9.ts', 'Delete', { type: 'remove', path: 'src/a9.ts' }],
    ['src', 'm', { type: 'focus', path: 'src/main.tsx' }],
    ['README.md', 'a', { type: 'focus', path: 'src/a9.ts' }],
    ['src', 'Tab', null],
  ])('on %s, %s gives %j', (focused, key, move) => {
    expect(press(focused, key)).toEqual(move);
  });

  test('ArrowRight unfolds a folded folder', () => {
    const folded = fileRows(PATHS, new Set());
    expect(treeMove(folded, 'src', new Set(), 'ArrowRight')).toEqual({
      type: 'unfold',
      path: 'src',
    });
  });
});
