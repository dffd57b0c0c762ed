/** Every colour that a theme sets, as the CSS variable of that name holds it. */
export const COLOR_TOKENS = [
  'background',
  'foreground',
  'card',
  'card-foreground',
  'popover',
  'popover-foreground',
  'muted',
  'muted-foreground',
  'secondary',
  'secondary-foreground',
  'accent',
  'accent-foreground',
  'primary',
  'primary-foreground',
  'primary-hover',
  'primary-soft',
  'primary-ink',
  'destructive',
  'destructive-foreground',
  'destructive-hover',
  'destructive-soft',
  'destructive-ink',
  'success',
  'success-foreground',
  'success-soft',
  'success-ink',
  'warning',
  'warning-foreground',
  'warning-soft',
  'warning-ink',
  'border',
  'border-strong',
  'input',
  'ring',
  'overlay',
  'chart-1',
  'chart-2',
  'chart-3',
  'chart-4',
  'chart-5',
  'sidebar',
  'sidebar-foreground',
  'sidebar-muted-foreground',
  'sidebar-primary',
  'sidebar-primary-foreground',
  'sidebar-accent',
  'sidebar-accent-foreground',
  'sidebar-border',
  'sidebar-ring',
] as const;

export type ColorToken = (typeof COLOR_TOKENS)[number];

/** The colours of one mode: `#rrggbb`, or `#rrggbbaa` for border, border-strong and overlay. */
export type ColorTokens = Record<ColorToken, string>;

const SURFACES = ['background', 'card', 'popover', 'muted', 'secondary', 'accent'] as const;
const INK_SURFACES = ['background', 'card', 'popover', 'muted'] as const;
const BRANDS = ['primary', 'destructive', 'success', 'warning'] as const;
const SIDEBAR = ['sidebar', 'sidebar-accent'] as const;

/** Text and the surfaces it is set on: at least 4.5:1 in every theme. */
export const TEXT_PAIRS: readonly (readonly [text: ColorToken, surface: ColorToken])[] = [
  ...SURFACES.flatMap((surface) => [
    ['foreground', surface] as const,
    ['muted-foreground', surface] as const,
  ]),
  ['card-foreground', 'card'],
  ['popover-foreground', 'popover'],
  ['secondary-foreground', 'secondary'],
  ['accent-foreground', 'accent'],
  ['primary-foreground', 'primary-hover'],
  ['destructive-foreground', 'destructive-hover'],
  ...BRANDS.flatMap((brand) => [
    [`${brand}-foreground`, brand] as const,
    [`${brand}-ink`, `${brand}-soft`] as const,
    ['foreground', `${brand}-soft`] as const,
    ...INK_SURFACES.map((surface) => [`${brand}-ink`, surface] as const),
  ]),
  ...SIDEBAR.flatMap((surface) => [
    ['sidebar-foreground', surface] as const,
    ['sidebar-muted-foreground', surface] as const,
  ]),
  ['sidebar-accent-foreground', 'sidebar-accent'],
  ['sidebar-primary-foreground', 'sidebar-primary'],
];

/** Borders of controls, focus rings and chart marks: at least 3:1 in every theme. */
export const GRAPHIC_PAIRS: readonly (readonly [mark: ColorToken, surface: ColorToken])[] = [
  ...(['background', 'card', 'popover'] as const).flatMap((surface) => [
    ['input', surface] as const,
    ['ring', surface] as const,
  ]),
  ...(['background', 'card'] as const).flatMap((surface) =>
    (['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5'] as const).map(
      (chart) => [chart, surface] as const,
    ),
  ),
  ['sidebar-ring', 'sidebar'],
];

export const MIN_TEXT_CONTRAST = 4.5;
export const MIN_GRAPHIC_CONTRAST = 3;
