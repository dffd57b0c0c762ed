import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { slugCandidates, slugify } from './slugs.ts';

test.each([
  ['Café Kigali', 'cafe-kigali'],
  ['  --Hello,   World!--  ', 'hello-world'],
  ['Amahoro 2026', 'amahoro-2026'],
  ['日本', 'project'],
  ['', 'project'],
  [`${'a'.repeat(49)} b`, 'a'.repeat(49)],
])('%j becomes %s', (name, slug) => {
  expect(slugify(name, 'project')).toBe(slug);
});

test('whatever the name, each candidate is a slug and the last one is new every time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const candidates = slugCandidates(name, 'team');
      for (const slug of candidates) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(new Set(candidates).size).toBe(candidates.length);
      expect(candidates.at(-1)).not.toBe(slugCandidates(name, 'team').at(-1));
    }),
  );
});
