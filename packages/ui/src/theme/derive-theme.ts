import { hueDistance } from './color-scale.ts';
import { contrast, hexOf, lchOf, wantsDarkText, type Hex } from './contrast.ts';
import { FONT_STACKS, type FontChoice, type FontStacks } from './fonts.ts';
import { modeTokens } from './mode-tokens.ts';
import { parseColor } from './parse-color.ts';
import { type ColorTokens } from './tokens.ts';

export interface ThemeOptions {
  /** The page's colour in light mode, kept exactly: anything that parseColor reads. */
  background?: string;
  /** The app opens in dark mode. */
  dark?: boolean;
  font?: FontChoice;
  /** The colour of buttons and marks, kept exactly in light mode. */
  primary?: string;
  /** Corner radius in rem, 0 to 1.5. Default 0.625. */
  radius?: number;
  /** "brand" fills the sidebar with the primary colour. Default "plain". */
  sidebar?: 'plain' | 'brand';
}

export type ThemeNoteCode =
  | 'unknown_color'
  | 'primary_adjusted_in_dark'
  | 'primary_close_to_background'
  | 'background_is_dark';

/** Something that the theme could not do quite as asked. */
export interface ThemeNote {
  code: ThemeNoteCode;
  message: string;
}

export interface Theme {
  light: ColorTokens;
  dark: ColorTokens;
  /** The mode that the page opens in. */
  defaultMode: 'light' | 'dark';
  fonts: FontStacks;
  notes: ThemeNote[];
  radiusRem: number;
}

/** The forest of Nyungwe: the brand that everything begins with. */
export const DEFAULT_PRIMARY: Hex = '#14664f';

const DEFAULT_RADIUS_REM = 0.625;
const MAX_RADIUS_REM = 1.5;
/** Below this a filled button is lost on its page. */
const MIN_SEPARATION = 1.25;
const MIN_DARK_SEPARATION = 2;

/** Derives every colour, in light and dark, from at most two; unknown names fall back with a note. */
export function deriveTheme(options: ThemeOptions = {}): Theme {
  const notes: ThemeNote[] = [];
  const primary = readColor(options.primary, notes) ?? DEFAULT_PRIMARY;
  const asked = readColor(options.background, notes);
  const lightPage = asked ?? defaultPage(primary, 'light');
  const askedIsDark = !wantsDarkText(lightPage);
  const darkPage = askedIsDark ? lightPage : darkPageOf(asked, primary);
  const brandSidebar = options.sidebar === 'brand';

  if (askedIsDark) {
    notes.push(note('background_is_dark', `${lightPage} is dark: both modes use it.`));
  }
  if (contrast(primary, lightPage) < MIN_SEPARATION) {
    notes.push(
      note('primary_close_to_background', `${primary} barely differs from the page ${lightPage}.`),
    );
  }
  const darkPrimary = askedIsDark ? primary : visibleInDark(primary, darkPage);
  if (darkPrimary !== primary) {
    notes.push(
      note('primary_adjusted_in_dark', `${primary} becomes ${darkPrimary} on the dark page.`),
    );
  }

  return {
    light: modeTokens({ background: lightPage, primary, brandSidebar }),
    dark: modeTokens({ background: darkPage, primary: darkPrimary, brandSidebar }),
    defaultMode: askedIsDark || (options.dark && !asked) ? 'dark' : 'light',
    fonts: FONT_STACKS[options.font ?? 'sans'],
    notes,
    radiusRem: Math.min(MAX_RADIUS_REM, Math.max(0, options.radius ?? DEFAULT_RADIUS_REM)),
  };
}

function readColor(text: string | undefined, notes: ThemeNote[]): Hex | undefined {
  if (text === undefined) return undefined;
  const color = parseColor(text);
  if (!color) notes.push(note('unknown_color', `No colour is known by the name "${text}".`));
  return color;
}

/** Warm paper, or for a cool brand paper with a breath of its own hue. */
function defaultPage(primary: Hex, mode: 'light' | 'dark'): Hex {
  const brand = lchOf(primary);
  const cool = brand.c > 0.03 && hueDistance(brand.h, 265) < 60;
  const h = cool ? brand.h : mode === 'light' ? 85 : 75;
  return mode === 'light'
    ? hexOf({ l: 0.983, c: cool ? 0.004 : 0.007, h })
    : hexOf({ l: 0.19, c: cool ? 0.014 : 0.008, h });
}

function darkPageOf(asked: Hex | undefined, primary: Hex): Hex {
  if (!asked) return defaultPage(primary, 'dark');
  const page = lchOf(asked);
  return hexOf({ l: 0.195, c: Math.min(page.c, 0.016), h: page.h });
}

function visibleInDark(primary: Hex, page: Hex): Hex {
  const color = lchOf(primary);
  for (let l = color.l; l < 1; l += 0.01) {
    const candidate = l === color.l ? primary : hexOf({ ...color, l });
    if (contrast(candidate, page) >= MIN_DARK_SEPARATION) return candidate;
  }
  return '#ffffff';
}

function note(code: ThemeNoteCode, message: string): ThemeNote {
  return { code, message };
}
