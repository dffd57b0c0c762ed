/** @jest-environment jsdom */
import { describe as group, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { describe, describeAll } from './describe-value.ts';

const refusing = {
  [Symbol.toPrimitive]() {
    throw new Error('no');
  },
};

group('placeholders', () => {
  test('are filled as a console fills them, and what is left over follows', () => {
    expect(describeAll(['%s is %d of %i, %f%% %c!', 'a', 1.9, '2.5', 0.5, 'color: red', 'b'])).toEqual(
      ['a is 1 of 2, 0.5% !', 'b'],
    ); // prettier-ignore
  });

  test.each([Symbol('s'), refusing, Object.create(null)])(
    'for numbers say NaN of what refuses to be one',
    (value) => {
      expect(describeAll(['%d %i %f', value, value, value])).toEqual(['NaN NaN NaN']);
    },
  );
});

test('no value and no format throws', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.anything(), fc.constantFrom('%d', '%f%o', Symbol('s'), refusing))),
      (values) => {
        for (const text of [...describeAll(values), ...values.map(describe)]) {
          expect(typeof text).toBe('string');
        }
      },
    ),
    { seed: 20261123 },
  );
});
