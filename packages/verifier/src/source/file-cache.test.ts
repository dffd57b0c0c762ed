import { expect, test } from '@jest/globals';
import { encodeText } from '@promptly/common';

import { createFileCache } from './file-cache.ts';

const TEXT = encodeText('text');

test('a value is found again only for the same path and the same bytes', () => {
  const cache = createFileCache<number>(10);
  cache.set('a.ts', TEXT, 1);
  expect(cache.get('a.ts', encodeText('text'))).toBe(1);
  expect(cache.get('b.ts', TEXT)).toBeUndefined();
  expect(cache.get('a.ts', encodeText('other'))).toBeUndefined();
});

test('what was used least recently is forgotten first', () => {
  const cache = createFileCache<number>(2);
  cache.set('a', TEXT, 1);
  cache.set('b', TEXT, 2);
  cache.get('a', TEXT);
  cache.set('c', TEXT, 3);
  expect(['a', 'b', 'c'].map((path) => cache.get(path, TEXT))).toEqual([1, undefined, 3]);
});
