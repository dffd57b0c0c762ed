import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { descriptionSchema, emailSchema, nameSchema } from './shared.ts';

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

test('an address is in lower case, and no other letters pass for its own', () => {
  expect(emailSchema.parse('  Ada.Uwase@Example.ORG ')).toBe('ada.uwase@example.org');
  // The sign of a kelvin is a k in lower case, so that whoever owns the one would own the other.
  expect('\u212a'.toLowerCase()).toBe('k');
  for (const text of ['mi\u212ae@example.org', 'mike@\u212aigali.rw', 'ada\u0000@example.org']) {
    expect(emailSchema.safeParse(text).success).toBe(false);
  }
});
