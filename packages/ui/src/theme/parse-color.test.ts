import { describe, expect, test } from '@jest/globals';
import { colorsNamed } from 'culori';
import fc from 'fast-check';

import { COLOR_NAMES } from './color-names.ts';
import { contrast, lchOf } from './contrast.ts';
import { namedColor, parseColor } from './parse-color.ts';

describe('parseColor', () => {
  test.each([
    ['#AbC', '#aabbcc'],
    ['#14664f80', '#14664f'],
    ['rgb(10 20 30 / 0.5)', '#0a141e'],
    ['hsl(120, 50%, 50%)', '#40bf40'],
    ['oklch(1 0 0)', '#ffffff'],
    ['RebeccaPurple', '#663399'],
    ['light goldenrod yellow', '#fafad2'],
    ['light-goldenrod', '#eedd82'],
    ['White Smoke', '#f5f5f5'],
    ['dark slate grey', '#2f4f4f'],
    ['the color of pearl', COLOR_NAMES.pearl],
    ['Moutarde', COLOR_NAMES.moutarde],
    ['crème', COLOR_NAMES.creme],
    ['umutuku', COLOR_NAMES.umutuku],
    ['icyatsi kibisi', COLOR_NAMES.icyatsi],
  ])('reads %s', (text, hex) => {
    expect(parseColor(text)).toBe(hex);
  });

  test('reads all 148 names of CSS', () => {
    const names = Object.entries(colorsNamed);
    expect(names).toHaveLength(148);
    for (const [name, value] of names) {
      expect(parseColor(name)).toBe(`#${value.toString(16).padStart(6, '0')}`);
    }
  });

  test('no dictionary name hides a CSS name or is spelled in a way that cannot be reached', () => {
    const entries = Object.entries(COLOR_NAMES);
    expect(entries.length).toBeGreaterThan(250);
    for (const [name, hex] of entries) {
      expect(colorsNamed).not.toHaveProperty(name.replaceAll(' ', ''));
      expect([name, parseColor(name)]).toEqual([name, hex]);
    }
  });

  test.each([
    ['dark teal', 'teal'],
    ['deep ruby', 'ruby'],
    ['bleu foncé', 'bleu'],
    ['icyatsi cyijimye', 'icyatsi'],
  ])('%s is darker than %s', (modified, plain) => {
    expect(lightness(modified)).toBeLessThan(lightness(plain));
  });

  test.each([
    ['pale emerald', 'emerald'],
    ['light terracotta', 'terracotta'],
    ['vert clair', 'vert'],
    ['umutuku werurutse', 'umutuku'],
    ['ocean mist', 'ocean'],
  ])('%s is lighter than %s', (modified, plain) => {
    expect(lightness(modified)).toBeGreaterThan(lightness(plain));
  });

  test('any kind of white is near white', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{3,12}$/), (word) => {
        const color = parseColor(`${word} white`);
        expect(color && contrast(color, '#ffffff')).toBeLessThan(1.35);
      }),
    );
  });

  test('an unknown first word leaves the colour of the last', () => {
    expect(parseColor('unicorn teal')).toBe(namedColor('teal'));
  });

  test('any text is a six-digit hex or undefined, never an error', () => {
    const words = fc.array(
      fc.constantFrom(
        'dark',
        'light',
        'pale',
        'white',
        'mist',
        'clair',
        'constructor',
        '__proto__',
        'teal',
      ),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          words.map((list) => list.join(' ')),
        ),
        (text) => {
          const color = parseColor(text);
          expect(color === undefined || /^#[0-9a-f]{6}$/.test(color)).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  test.each(['', 'banana split', 'dashboard', '#ff', 'rgb(', 'url(x)', 'x'.repeat(5000)])(
    'knows no colour %j',
    (text) => {
      expect(parseColor(text)).toBeUndefined();
    },
  );
});

function lightness(name: string): number {
  return lchOf(parseColor(name) ?? 'missing').l;
}
