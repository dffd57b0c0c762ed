import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { isFoundBy, searchWordsOf } from './search-words.ts';

describe('searchWordsOf', () => {
  test('finds the words within a name, and the name', () => {
    expect(searchWordsOf(['PriceCard', 'Prix réduits'])).toEqual([
      ...['card', 'price', 'pricecard', 'prix', 'reduits'],
    ]);
  });

  test('gives words of letters and digits alone, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const word of searchWordsOf([text])) {
          expect(word).toMatch(/^[\p{L}\p{N}]{1,64}$/u);
          expect(word).not.toMatch(/\p{Surrogate}/u);
        }
      }),
    );
  });
});

describe('isFoundBy', () => {
  const words = searchWordsOf(['PriceCard', 'What it costs']);

  test.each([
    ['card', true],
    ['CAR cos', true],
    ['pricec', true],
    ['PriceCard', true],
    ['ard', false],
    ['card shop', false],
    ['&|!', false],
    ['  ', true],
    [undefined, true],
  ])('%s: %s', (query, found) => {
    expect(isFoundBy(words, query)).toBe(found);
  });

  test('a text is found by itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const own = searchWordsOf([text]);
        if (own.length > 0) expect(isFoundBy(own, text)).toBe(true);
      }),
    );
  });
});
