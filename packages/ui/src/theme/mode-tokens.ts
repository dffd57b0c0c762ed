import { chartColors, scaleOf, textOn, type ColorScale } from './color-scale.ts';
import { hexOf, lchOf, legible, wantsDarkText, worstContrast, type Hex } from './contrast.ts';
import { surfacesAround, type Surfaces } from './surfaces.ts';
import { MIN_GRAPHIC_CONTRAST, MIN_TEXT_CONTRAST, type ColorTokens } from './tokens.ts';

export interface ModeColors {
  background: Hex;
  primary: Hex;
  /** A sidebar in the brand's colour in place of one near the page's. */
  brandSidebar: boolean;
}

/** Text aims higher than the least that it needs. */
const COMFORTABLE_CONTRAST = 11;
const QUIET_CONTRAST = 5.2;

/** All tokens of one mode from its page and brand colours, both of which are kept as they are. */
export function modeTokens({ background, brandSidebar, primary }: ModeColors): ColorTokens {
  const surfaces = surfacesAround(background);
  const dark = !wantsDarkText(background);
  const { h } = lchOf(background);
  const planes = [
    surfaces.background,
    surfaces.card,
    surfaces.popover,
    surfaces.muted,
    surfaces.secondary,
    surfaces.accent,
  ];
  const foreground = readable({ l: dark ? 0.95 : 0.23, c: 0.014, h }, planes, COMFORTABLE_CONTRAST);
  const quiet = readable({ l: dark ? 0.72 : 0.52, c: 0.02, h }, planes, QUIET_CONTRAST);
  const edges = [surfaces.background, surfaces.card, surfaces.popover];
  const brand = scaleOf(primary, surfaces);
  const [chart1, chart2, chart3, chart4, chart5] = chartColors(primary, surfaces);

  return {
    background,
    foreground,
    card: surfaces.card,
    'card-foreground': foreground,
    popover: surfaces.popover,
    'popover-foreground': foreground,
    muted: surfaces.muted,
    'muted-foreground': quiet,
    secondary: surfaces.secondary,
    'secondary-foreground': foreground,
    accent: surfaces.accent,
    'accent-foreground': foreground,
    ...brandTokens('primary', brand),
    'primary-hover': brand.hover,
    ...statusTokens(surfaces, dark),
    border: `${foreground}${dark ? '24' : '1f'}`,
    'border-strong': `${foreground}${dark ? '3d' : '33'}`,
    input: legible({ l: dark ? 0.5 : 0.66, c: 0.016, h }, edges, MIN_GRAPHIC_CONTRAST),
    ring: legible(lchOf(primary), edges, MIN_GRAPHIC_CONTRAST),
    overlay: `${hexOf({ l: 0.16, c: 0.012, h })}8c`,
    'chart-1': chart1 ?? primary,
    'chart-2': chart2 ?? primary,
    'chart-3': chart3 ?? primary,
    'chart-4': chart4 ?? primary,
    'chart-5': chart5 ?? primary,
    ...(brandSidebar ? brandSidebarTokens(primary) : sidebarTokens(surfaces, dark, brand)),
  };
}

/** The preferred contrast where the planes allow it, else the least that text must have. */
function readable(
  preferred: Parameters<typeof legible>[0],
  planes: readonly Hex[],
  minContrast: number,
): Hex {
  const best = legible(preferred, planes, minContrast);
  return worstContrast(best, planes) >= minContrast
    ? best
    : legible(preferred, planes, MIN_TEXT_CONTRAST);
}

function brandTokens<Name extends 'primary' | 'destructive' | 'success' | 'warning'>(
  name: Name,
  scale: ColorScale,
) {
  return {
    [name]: scale.base,
    [`${name}-foreground`]: scale.foreground,
    [`${name}-soft`]: scale.soft,
    [`${name}-ink`]: scale.ink,
  } as Record<Name | `${Name}-foreground` | `${Name}-soft` | `${Name}-ink`, Hex>;
}

function statusTokens(surfaces: Surfaces, dark: boolean) {
  const destructive = scaleOf(hexOf({ l: dark ? 0.56 : 0.54, c: 0.19, h: 27 }), surfaces);
  const success = scaleOf(hexOf({ l: dark ? 0.68 : 0.52, c: 0.13, h: 152 }), surfaces);
  const warning = scaleOf(hexOf({ l: dark ? 0.8 : 0.76, c: 0.15, h: 75 }), surfaces);
  return {
    ...brandTokens('destructive', destructive),
    'destructive-hover': destructive.hover,
    ...brandTokens('success', success),
    ...brandTokens('warning', warning),
  };
}

function sidebarTokens(surfaces: Surfaces, dark: boolean, brand: ColorScale) {
  const { h } = lchOf(surfaces.sidebar);
  const planes = [surfaces.sidebar, surfaces.sidebarAccent];
  const foreground = readable({ l: dark ? 0.95 : 0.23, c: 0.014, h }, planes, COMFORTABLE_CONTRAST);
  return {
    sidebar: surfaces.sidebar,
    'sidebar-foreground': foreground,
    'sidebar-muted-foreground': readable(
      { l: dark ? 0.75 : 0.47, c: 0.02, h },
      planes,
      QUIET_CONTRAST,
    ),
    'sidebar-primary': brand.base,
    'sidebar-primary-foreground': brand.foreground,
    'sidebar-accent': surfaces.sidebarAccent,
    'sidebar-accent-foreground': foreground,
    'sidebar-border': `${foreground}${dark ? '24' : '1a'}`,
    'sidebar-ring': legible(
      lchOf(brand.base),
      [surfaces.sidebar, surfaces.sidebarAccent],
      MIN_GRAPHIC_CONTRAST,
    ),
  };
}

function brandSidebarTokens(primary: Hex) {
  const color = lchOf(primary);
  const foreground = textOn(primary);
  const lightText = foreground === '#ffffff';
  const accent = hexOf({ ...color, l: color.l + (lightText ? -0.05 : 0.05) });
  const planes = [primary, accent];
  return {
    sidebar: primary,
    'sidebar-foreground': foreground,
    'sidebar-muted-foreground': legible(
      { l: lightText ? 0.86 : 0.34, c: color.c * 0.25, h: color.h },
      planes,
      MIN_TEXT_CONTRAST,
    ),
    'sidebar-primary': foreground,
    'sidebar-primary-foreground': legible(color, [foreground], MIN_TEXT_CONTRAST),
    'sidebar-accent': accent,
    'sidebar-accent-foreground': foreground,
    'sidebar-border': `${foreground}26`,
    'sidebar-ring': foreground,
  };
}
