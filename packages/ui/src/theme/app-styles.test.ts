import { readFileSync } from 'node:fs';

import { describe, expect, test } from '@jest/globals';
import { format } from 'prettier';

import { appStylesCss, packageStylesCss } from './app-styles.ts';
import { defaultTheme } from './default-theme.ts';
import { deriveTheme } from './derive-theme.ts';
import { FONT_STACKS, type FontChoice } from './fonts.ts';
import { COLOR_TOKENS } from './tokens.ts';

describe('stylesheets', () => {
  test('src/styles.css is what the default theme writes (scripts/write-styles.ts)', () => {
    const stored = readFileSync(new URL('../styles.css', import.meta.url), 'utf8');
    expect(stored).toBe(packageStylesCss(defaultTheme()));
  });

  test('an application gets the asked colours and a utility for every token', () => {
    const css = appStylesCss(deriveTheme({ primary: 'rosy brown', background: 'white smoke' }));
    expect(css).toMatch(/^@import 'tailwindcss';\n/);
    expect(css).toContain('  --background: #f5f5f5;');
    expect(css).toContain('  --primary: #bc8f8f;');
    for (const token of COLOR_TOKENS) expect(css).toContain(`--color-${token}: var(--${token});`);
  });

  test.each(Object.keys(FONT_STACKS) as FontChoice[])(
    'a stylesheet with %s type is written as Prettier writes it',
    async (font) => {
      const css = appStylesCss(deriveTheme({ font, radius: 0 }));
      const options = { parser: 'css', printWidth: 100, singleQuote: true } as const;
      expect(await format(css, options)).toBe(css);
    },
  );

  test('the browser draws its own controls to match each mode', () => {
    const schemes = (css: string) => [...css.matchAll(/color-scheme: (\w+)/g)].map((m) => m[1]);
    expect(schemes(appStylesCss(defaultTheme()))).toEqual(['light', 'dark']);
    expect(schemes(appStylesCss(deriveTheme({ background: 'navy' })))).toEqual(['dark', 'dark']);
  });
});
