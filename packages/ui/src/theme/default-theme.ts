import { deriveTheme, type Theme } from './derive-theme.ts';

/** The house look: forest green on warm paper, with the earths of Imigongo in its charts. */
export function defaultTheme(): Theme {
  return deriveTheme();
}
