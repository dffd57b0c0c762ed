export { appStylesCss, packageStylesCss } from './app-styles.ts';
export { COLOR_NAMES } from './color-names.ts';
export { contrast, wantsDarkText, type Hex } from './contrast.ts';
export { defaultTheme } from './default-theme.ts';
export {
  DEFAULT_PRIMARY,
  deriveTheme,
  type Theme,
  type ThemeNote,
  type ThemeNoteCode,
  type ThemeOptions,
} from './derive-theme.ts';
export { FONT_STACKS, type FontChoice, type FontStacks } from './fonts.ts';
export { namedColor, parseColor } from './parse-color.ts';
export { themeCss } from './theme-css.ts';
export {
  COLOR_TOKENS,
  GRAPHIC_PAIRS,
  MIN_GRAPHIC_CONTRAST,
  MIN_TEXT_CONTRAST,
  TEXT_PAIRS,
  type ColorToken,
  type ColorTokens,
} from './tokens.ts';
