import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { measureJson } from './json-measure.ts';

const NO_END = { values: Infinity, depth: Infinity };
const measure = (text: string, max = NO_END) => measureJson(Buffer.from(text), max);

/** As the parser has it; of equal names in an object only one is left there. */
function measureValue(value: unknown): { values: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { values: 1, depth: 0 };
  const parts = Object.values(value).map(measureValue);
  return {
    values:
      1 +
      Math.max(
        1,
        parts.reduce((sum, { values }) => sum + values, 0),
      ),
    depth: 1 + Math.max(0, ...parts.map(({ depth }) => depth)),
  };
}

test('what is counted in the bytes is what the parser makes of them', () => {
  const hostile = fc.constantFrom('"', '\\', '\\"', '[', '{', ',', ':', ']', '}', '\u2028', 'é');
  const text = fc.oneof(
    fc.string(),
    // Beyond the length from which a string is searched through.
    fc.array(fc.oneof(hostile, fc.string({ minLength: 60 }))).map((parts) => parts.join('')),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 6 },
      fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null)),
      fc.array(tie('json'), { maxLength: 6 }),
      fc.dictionary(text, tie('json'), { maxKeys: 6 }),
    ),
  }));
  fc.assert(
    fc.property(json, fc.constantFrom('', ' ', '\n\t'), (value, indent) => {
      const sent = JSON.stringify(value, null, indent);
      expect(measure(sent)).toEqual(measureValue(JSON.parse(sent)));
    }),
  );
});

test('members of one name count each, though one of them is left', () => {
  expect(measure('{"a":1,"a":2,"a":3}').values).toBe(4);
});

test('bytes that are no JSON are gone through without a failure', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(measureJson(bytes, NO_END).values).toBeGreaterThan(0);
    }),
  );
  for (const text of ['"', '"\\', `"${'a'.repeat(100)}\\`, `"${'a'.repeat(100)}\\"`, ']]]', '']) {
    expect(measure(text)).toEqual({ values: 1, depth: 0 });
  }
});

test('nothing is looked at beyond what is too much', () => {
  expect(measure('[1,2,3,4,5,6]', { values: 3, depth: 9 }).values).toBe(4);
  expect(measure('[[[[[[]]]]]]', { values: 99, depth: 2 }).depth).toBe(3);
});
