import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { AppError, LIMITS } from '@promptly/common';

import { addFiles, assertWithinLimits, movePath, putFile, removePath } from './manifest-changes.ts';
import { EMPTY_MANIFEST, manifestOf, type BlobRef, type Manifest } from './manifest.ts';
import { foldersAbove } from './path-index.ts';

const blob = (sha: string): BlobRef => ({ sha, size: 1 });
const files = (...paths: string[]) =>
  manifestOf(paths.map((path) => [path, blob(`sha of ${path}`)]));

const codeOf = (act: () => unknown) => {
  try {
    act();
    return 'done';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
};

describe('whatever is asked for', () => {
  const path = fc
    .array(fc.constantFrom('a', 'A', 'b', 'c.txt', 'é', 'É'), { minLength: 1, maxLength: 3 })
    .map((segments) => segments.join('/'));
  const change = fc.oneof(
    fc.record({ do: fc.constant('put' as const), path, sha: fc.constantFrom('1', '2', '3') }),
    fc.record({ do: fc.constant('add' as const), paths: fc.array(path, { maxLength: 3 }) }),
    fc.record({ do: fc.constant('move' as const), from: path, to: path }),
    fc.record({ do: fc.constant('remove' as const), path }),
  );
  const apply = (
    manifest: Manifest,
    one: typeof change extends fc.Arbitrary<infer T> ? T : never,
  ) => {
    switch (one.do) {
      case 'put':
        return putFile(manifest, one.path, blob(one.sha), manifest.get(one.path)?.sha ?? null);
      case 'add':
        return addFiles(
          manifest,
          one.paths.map((at) => [at, blob('added')]),
        );
      case 'move':
        return movePath(manifest, one.from, one.to);
      case 'remove':
        return removePath(manifest, one.path);
    }
  };

  test('the files can stand on any file system, and are in path order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let manifest = EMPTY_MANIFEST;
        for (const one of changes) {
          const before = [...manifest];
          try {
            manifest = apply(manifest, one);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect([...manifest]).toEqual(before);
          }
        }
        const paths = [...manifest.keys()];
        expect(paths).toEqual([...paths].sort());
        const folders = new Set(paths.flatMap((at) => [...foldersAbove(at)]));
        const names = [...paths, ...folders].map((name) => name.toLowerCase());
        expect(new Set(names).size).toBe(names.length);
      }),
    );
  });

  test('a move loses and changes no bytes', () => {
    const manifest = files('a/b', 'a/c/d', 'e');
    fc.assert(
      fc.property(fc.constantFrom('a', 'a/c', 'e', 'a/b'), path, (from, to) => {
        const shas = (m: Manifest) => Array.from(m.values(), ({ sha }) => sha).sort();
        try {
          expect(shas(movePath(manifest, from, to))).toEqual(shas(manifest));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});

test('a move that would make a path too long or too deep is refused', () => {
  const manifest = files(`a/${'x'.repeat(LIMITS.pathMaxChars - 2)}`, 'b/c');
  expect(codeOf(() => movePath(manifest, 'a', 'longer'))).toBe('invalid_path');
  expect(codeOf(() => movePath(manifest, 'b', Array(32).fill('d').join('/')))).toBe('invalid_path');
});

test('a project holds so many files and bytes, and not one more', () => {
  const many = (count: number, size: number) =>
    manifestOf(Array.from({ length: count }, (_, i) => [`f${i}`, { sha: 'x', size }]));
  expect(codeOf(() => assertWithinLimits(many(LIMITS.projectMaxFiles, 1)))).toBe('done');
  expect(codeOf(() => assertWithinLimits(many(LIMITS.projectMaxFiles + 1, 1)))).toBe(
    'limit_exceeded',
  );
  expect(codeOf(() => assertWithinLimits(many(20, LIMITS.fileMaxBytes)))).toBe('done');
  expect(codeOf(() => assertWithinLimits(many(21, LIMITS.fileMaxBytes)))).toBe('limit_exceeded');
});

describe('a project of as many folders as there may be', () => {
  const max = LIMITS.projectMaxFolders;
  const chains = (folders: number, depth = 25) =>
    Array.from({ length: folders / depth }, (_, i) => {
      const chain = Array.from({ length: depth }, (__, level) => `d${i}-${level}`);
      return `${chain.join('/')}/f`;
    });
  const full = files(...chains(max), 'top');

  test('takes files where folders are, and no other folder', () => {
    expect(codeOf(() => putFile(full, 'd0-0/new', blob('1'), null))).toBe('done');
    expect(codeOf(() => putFile(full, 'more/new', blob('1'), null))).toBe('limit_exceeded');
    expect(codeOf(() => movePath(full, 'd0-0', 'renamed'))).toBe('done');
    expect(codeOf(() => movePath(full, 'top', 'more/top'))).toBe('limit_exceeded');
  });

  test('can be changed and made smaller where it has more of them from before', () => {
    const over = files(...chains(max + 25));
    expect(codeOf(() => putFile(over, 'd0-0/new', blob('1'), null))).toBe('done');
    expect(codeOf(() => putFile(over, 'more/new', blob('1'), null))).toBe('limit_exceeded');
    expect(codeOf(() => removePath(over, 'd0-0'))).toBe('done');
  });
});
