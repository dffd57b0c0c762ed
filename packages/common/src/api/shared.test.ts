import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { descriptionSchema, nameSchema } from './shared.ts';

test('a name is one line, whatever was typed or cut in half', () => {
  expect(nameSchema.parse('  Café\r\nKigali ')).toBe('Café Kigali');
  expect(nameSchema.parse('Moto \ud83d')).toBe('Moto');
  expect(nameSchema.parse('Moto 🛵')).toBe('Moto 🛵');
  expect(nameSchema.parse('a\u0000b\u202ec')).toBe('a b c');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const name = nameSchema.safeParse(text).data ?? '';
      expect(name).not.toMatch(/[\p{Cc}\p{Surrogate}]/u);
    }),
  );
});

test.each(['', '   ', '\n\t', '\u0000', 'x'.repeat(101)])('%j is no name', (text) => {
  expect(nameSchema.safeParse(text).success).toBe(false);
});

test('a description keeps its lines, and nothing that a database cannot hold', () => {
  expect(descriptionSchema.parse('one\ntwo\u0000\ud83d')).toBe('one\ntwo');
});
