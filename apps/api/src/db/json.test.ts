import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { storableJson, storableText } from './json.ts';

test('what Postgres refuses is taken out of a text, all else stays', () => {
  expect(storableText('a\u0000b')).toBe('ab');
  expect(storableText('x\ud800y\udc00z')).toBe('x\ufffdy\ufffdz');
  expect(storableText('Muraho 🇷🇼 \u0001\n')).toBe('Muraho 🇷🇼 \u0001\n');
});

test('any text becomes one that Postgres takes, and stays as it is then', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary-ascii' }), (a, b) => {
      const text = storableText(`${a}\udfff${b}`);
      expect(text).not.toContain('\u0000');
      expect(storableText(text)).toBe(text);
    }),
  );
});

test('texts inside a value are made storable', () => {
  expect(storableJson({ list: ['a\u0000', { deep: '\ud800' }], n: 1, gone: undefined })).toEqual({
    list: ['a', { deep: '\ufffd' }],
    n: 1,
  });
});
