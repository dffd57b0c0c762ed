import { clamp, hexOf, lchOf, wantsDarkText, type Hex, type Lch } from './contrast.ts';

/** The planes that content lies on, from the page up. */
export interface Surfaces {
  background: Hex;
  card: Hex;
  popover: Hex;
  muted: Hex;
  secondary: Hex;
  accent: Hex;
  sidebar: Hex;
  sidebarAccent: Hex;
}

/** Above this lightness a page counts as paper: cards are white on it, quiet planes a shade darker. */
const PAPER_LIGHTNESS = 0.93;
/** Below this lightness a dark page has room above it: cards are lifted, else sunk. */
const LIFT_LIGHTNESS = 0.35;

/**
 * The planes around a page colour, which itself is kept. All of them ask for the same colour of text
 * as the page does and none leaves it less contrast than it needs.
 */
export function surfacesAround(background: Hex): Surfaces {
  const page = lchOf(background);
  if (!wantsDarkText(background)) {
    return page.l < LIFT_LIGHTNESS ? lifted(background, page) : sunk(background, page);
  }
  return page.l >= PAPER_LIGHTNESS ? paper(background, page) : tinted(background, page);
}

function paper(background: Hex, page: Lch): Surfaces {
  const quiet = Math.min(page.c, 0.035);
  const plane = (l: number, c: number) => hexOf({ l: clamp(page.l + l, 0, 1), c, h: page.h });
  const card = page.l > 0.97 ? '#ffffff' : plane(0.035, page.c * 0.3);
  return {
    background,
    card,
    popover: card,
    muted: plane(-0.022, quiet + 0.002),
    secondary: plane(-0.04, quiet + 0.004),
    accent: plane(-0.055, quiet + 0.005),
    sidebar: plane(-0.012, quiet + 0.001),
    sidebarAccent: plane(-0.05, quiet + 0.004),
  };
}

function tinted(background: Hex, page: Lch): Surfaces {
  const plane = (l: number, c: number, max: number) =>
    hexOf({ l, c: Math.min(page.c * c, max), h: page.h });
  const card = plane(0.988, 0.12, 0.012);
  return {
    background,
    card,
    popover: card,
    muted: plane(0.955, 0.3, 0.025),
    secondary: plane(0.93, 0.4, 0.035),
    accent: plane(0.915, 0.45, 0.04),
    sidebar: plane(0.975, 0.2, 0.018),
    sidebarAccent: plane(0.925, 0.4, 0.04),
  };
}

function lifted(background: Hex, page: Lch): Surfaces {
  const plane = (l: number) => hexOf({ l: page.l + l, c: page.c * 0.95, h: page.h });
  return {
    background,
    card: plane(0.03),
    popover: plane(0.05),
    muted: plane(0.055),
    secondary: plane(0.08),
    accent: plane(0.105),
    sidebar: plane(0.015),
    sidebarAccent: plane(0.08),
  };
}

function sunk(background: Hex, page: Lch): Surfaces {
  const plane = (l: number) => hexOf({ l: page.l - l, c: page.c * 0.9, h: page.h });
  return {
    background,
    card: plane(0.1),
    popover: plane(0.13),
    muted: plane(0.06),
    secondary: plane(0.04),
    accent: plane(0.05),
    sidebar: plane(0.12),
    sidebarAccent: plane(0.05),
  };
}
