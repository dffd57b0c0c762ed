import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { contrast, hexOf } from './contrast.ts';
import { deriveTheme, type Theme, type ThemeOptions } from './derive-theme.ts';
import {
  COLOR_TOKENS,
  GRAPHIC_PAIRS,
  MIN_GRAPHIC_CONTRAST,
  MIN_TEXT_CONTRAST,
  TEXT_PAIRS,
} from './tokens.ts';

const anyHex = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

/** Every pair in either mode whose contrast is too low, in words. */
function faults(theme: Theme): string[] {
  return [theme.light, theme.dark].flatMap((tokens, index) => {
    const mode = index === 0 ? 'light' : 'dark';
    const check = (pairs: typeof TEXT_PAIRS, least: number) =>
      pairs
        .map(([mark, surface]) => ({
          mark,
          surface,
          ratio: contrast(tokens[mark], tokens[surface]),
        }))
        .filter(({ ratio }) => ratio < least)
        .map(({ mark, surface, ratio }) => `${mode} ${mark} on ${surface}: ${ratio.toFixed(2)}`);
    return [...check(TEXT_PAIRS, MIN_TEXT_CONTRAST), ...check(GRAPHIC_PAIRS, MIN_GRAPHIC_CONTRAST)];
  });
}

describe('deriveTheme', () => {
  test('keeps every text and mark legible whatever the two colours are', () => {
    fc.assert(
      fc.property(
        anyHex,
        anyHex,
        fc.constantFrom<ThemeOptions['sidebar']>('plain', 'brand'),
        (primary, background, sidebar) => {
          expect(faults(deriveTheme({ primary, background, sidebar }))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('keeps every text and mark legible on mid-tone pages, where it is hardest', () => {
    fc.assert(
      fc.property(
        anyHex,
        fc.record({
          l: fc.double({ min: 0.45, max: 0.7, noNaN: true }),
          c: fc.double({ min: 0, max: 0.3, noNaN: true }),
          h: fc.integer({ min: 0, max: 359 }),
        }),
        (primary, page) => {
          expect(faults(deriveTheme({ primary, background: hexOf(page) }))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps every text and mark legible with a brand colour alone', () => {
    fc.assert(
      fc.property(anyHex, (primary) => {
        expect(faults(deriveTheme({ primary }))).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect(faults(deriveTheme())).toEqual([]);
  });

  test('keeps both asked colours exactly in light mode', () => {
    fc.assert(
      fc.property(anyHex, anyHex, (primary, background) => {
        const { light } = deriveTheme({ primary, background });
        expect([light.primary, light.background]).toEqual([primary, background]);
      }),
      { numRuns: 40 },
    );
  });

  test('sets every token to a colour', () => {
    const theme = deriveTheme({ primary: 'rosy brown', background: 'white smoke' });
    for (const tokens of [theme.light, theme.dark]) {
      expect(Object.keys(tokens).sort()).toEqual([...COLOR_TOKENS].sort());
      for (const value of Object.values(tokens))
        expect(value).toMatch(/^#[0-9a-f]{6}([0-9a-f]{2})?$/);
    }
  });

  test('a dark page stays as it is in both modes and opens dark', () => {
    const theme = deriveTheme({ background: 'midnight blue' });
    expect(theme.light.background).toBe('#191970');
    expect(theme.dark).toEqual(theme.light);
    expect(theme.defaultMode).toBe('dark');
    expect(theme.notes.map(({ code }) => code)).toContain('background_is_dark');
  });

  test('a brand colour too dark for the dark page is lightened there, and said so', () => {
    const theme = deriveTheme({ primary: 'midnight blue' });
    expect(theme.light.primary).toBe('#191970');
    expect(contrast(theme.dark.primary, theme.dark.background)).toBeGreaterThanOrEqual(2);
    expect(theme.notes.map(({ code }) => code)).toContain('primary_adjusted_in_dark');
  });

  test('an unknown colour name falls back with a note', () => {
    const theme = deriveTheme({ primary: 'blorp' });
    expect(theme.light.primary).toBe(deriveTheme().light.primary);
    expect(theme.notes.map(({ code }) => code)).toEqual(['unknown_color']);
  });

  test('a brand colour that is nearly the page is kept, with a note', () => {
    const theme = deriveTheme({ primary: '#fafafa', background: '#ffffff' });
    expect(theme.light.primary).toBe('#fafafa');
    expect(theme.notes.map(({ code }) => code)).toContain('primary_close_to_background');
  });

  test('the five chart colours of a theme are all different', () => {
    fc.assert(
      fc.property(anyHex, (primary) => {
        const { light, dark } = deriveTheme({ primary });
        for (const tokens of [light, dark]) {
          const charts = [1, 2, 3, 4, 5].map((n) => tokens[`chart-${n}` as 'chart-1']);
          expect(new Set(charts).size).toBe(5);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('asking for dark opens dark', () => {
    expect(deriveTheme({ dark: true }).defaultMode).toBe('dark');
    expect(deriveTheme().defaultMode).toBe('light');
  });
});
