import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { base64OfText, bytesOfBase64, textOfBytes } from './bytes.ts';

test('text survives the way to the server and back, byte order mark and all', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (raw) => {
      const text = `\uFEFF${raw.replaceAll('\0', '')}`;
      expect(textOfBytes(bytesOfBase64(base64OfText(text)))).toBe(text);
    }),
  );
});

test('a text of many chunks survives too', () => {
  const text = 'é'.repeat(100_000);
  expect(textOfBytes(bytesOfBase64(base64OfText(text)))).toBe(text);
});

test.each([
  ['invalid UTF-8', [0xff, 0xfe, 0x41]],
  ['a NUL', [0x41, 0x00]],
])('%s is not text', (_name, bytes) => {
  expect(textOfBytes(Uint8Array.from(bytes))).toBeNull();
});
