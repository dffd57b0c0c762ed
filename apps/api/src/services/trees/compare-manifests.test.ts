import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { compareManifests } from './compare-manifests.ts';
import { EMPTY_MANIFEST, manifestOf, type Manifest } from './manifest.ts';

/** Path → content, whose hash is itself here. */
const files = (contents: Record<string, string>) =>
  manifestOf(
    Object.entries(contents).map(([path, sha]) => [path, { sha, size: sha === 'empty' ? 0 : 1 }]),
  );
const told = (from: Manifest, to: Manifest) =>
  compareManifests(from, to).map((one) => [
    one.status,
    ...(one.status === 'renamed' ? [one.oldPath] : []),
    one.path,
  ]);

test('what came, went and changed is told in path order', () => {
  const from = files({ a: '1', b: '2', same: '3' });
  expect(told(from, files({ b: 'new', c: '4', same: '3' }))).toEqual([
    ['removed', 'a'],
    ['changed', 'b'],
    ['added', 'c'],
  ]);
  expect(compareManifests(from, from)).toEqual([]);
});

describe('a file that moved', () => {
  test('is told as one, and one that kept its name first', () => {
    expect(told(files({ 'x/a': '1', 'y/b': '1' }), files({ 'new/b': '1', 'new/c': '1' }))).toEqual([
      ['renamed', 'y/b', 'new/b'],
      ['renamed', 'x/a', 'new/c'],
    ]);
  });

  test('is none where the old one is still there, or both are empty', () => {
    expect(told(files({ a: '1' }), files({ a: '1', b: '1' }))).toEqual([['added', 'b']]);
    expect(told(files({ a: 'empty' }), files({ b: 'empty' }))).toEqual([
      ['removed', 'a'],
      ['added', 'b'],
    ]);
  });
});

test('the differences make one state of the other, whatever the two are', () => {
  const state = fc
    .dictionary(fc.constantFrom('a', 'b', 'c/d', 'c/e', 'f'), fc.constantFrom('1', '2', 'empty'))
    .map(files);
  fc.assert(
    fc.property(state, state, (from, to) => {
      const files = new Map(from);
      const differences = compareManifests(from, to);
      for (const one of differences) {
        if (one.status === 'removed') files.delete(one.path);
        if (one.status === 'renamed') files.delete(one.oldPath);
      }
      for (const one of differences) if (one.status !== 'removed') files.set(one.path, one.blob);
      expect([...manifestOf(files)]).toEqual([...to]);
    }),
  );
  expect(compareManifests(EMPTY_MANIFEST, EMPTY_MANIFEST)).toEqual([]);
});
