import {
  clamp,
  contrast,
  hexOf,
  lchOf,
  legible,
  wantsDarkText,
  type Hex,
  type Lch,
} from './contrast.ts';
import { type Surfaces } from './surfaces.ts';
import { MIN_GRAPHIC_CONTRAST, MIN_TEXT_CONTRAST } from './tokens.ts';

/** A colour with all that is needed to use it: text on it, its hover, its tint, itself as text. */
export interface ColorScale {
  base: Hex;
  foreground: Hex;
  hover: Hex;
  soft: Hex;
  ink: Hex;
}

const HOVER_STEP = 0.045;
const VERY_DARK = 0.33;
const VERY_LIGHT = 0.94;

/** The scale of a colour which itself is kept as it is. */
export function scaleOf(base: Hex, surfaces: Surfaces): ColorScale {
  const color = lchOf(base);
  const foreground = textOn(base);
  const soft = softTint(color, surfaces);
  const { background, card, popover, muted } = surfaces;
  return {
    base,
    foreground,
    hover: hoverOf(color, foreground),
    soft,
    ink: legible(color, [background, card, popover, muted, soft], MIN_TEXT_CONTRAST),
  };
}

/** White where it can be read, else a near-black in the colour's hue, else plain black. */
export function textOn(surface: Hex): Hex {
  if (contrast(surface, '#ffffff') >= MIN_TEXT_CONTRAST) return '#ffffff';
  const { c, h } = lchOf(surface);
  const dark = hexOf({ l: 0.2, c: Math.min(c * 0.4, 0.04), h });
  return contrast(surface, dark) >= MIN_TEXT_CONTRAST ? dark : '#000000';
}

/** A hover goes away from the text on the colour; near black and near white it turns back. */
function hoverOf(color: Lch, foreground: Hex): Hex {
  const lightText = foreground === '#ffffff';
  const darker = lightText ? color.l > VERY_DARK : color.l > VERY_LIGHT;
  return hexOf({ ...color, l: clamp(color.l + (darker ? -HOVER_STEP : HOVER_STEP), 0, 1) });
}

function softTint(color: Lch, surfaces: Surfaces): Hex {
  if (wantsDarkText(surfaces.background)) {
    return hexOf({ l: 0.952, c: Math.min(color.c * 0.3, 0.036), h: color.h });
  }
  const card = lchOf(surfaces.card);
  const l = card.l < 0.35 ? card.l + 0.07 : card.l - 0.04;
  return hexOf({ l, c: Math.min(color.c * 0.4, 0.045), h: color.h });
}

/** Imigongo and the land: ochre, lake, terracotta, plum, forest, moss, as bright as white paper bears. */
const CHART_HUES: readonly { h: number; l: number }[] = [
  { h: 75, l: 0.72 },
  { h: 240, l: 0.6 },
  { h: 38, l: 0.64 },
  { h: 345, l: 0.6 },
  { h: 160, l: 0.56 },
  { h: 120, l: 0.64 },
];
const CHART_COUNT = 5;
const CHART_CHROMA = 0.128;
/** Nearer hues are taken for one another. */
const MIN_HUE_DISTANCE = 30;
/** On a dark page marks shine; below this they look switched off. */
const MIN_DARK_LIGHTNESS = 0.64;

/** Five marks for charts: the brand's own hue, then the first of ours that stand apart from it. */
export function chartColors(brand: Hex, surfaces: Surfaces): Hex[] {
  const planes = [surfaces.background, surfaces.card];
  const color = lchOf(brand);
  const least = wantsDarkText(surfaces.background) ? 0 : MIN_DARK_LIGHTNESS;
  const others = CHART_HUES.filter(({ h }) => hueDistance(h, color.h) >= MIN_HUE_DISTANCE)
    .slice(0, CHART_COUNT - 1)
    .map(({ h, l }) => ({ l: Math.max(l, least), c: CHART_CHROMA, h }));
  return [{ ...color, l: Math.max(color.l, least) }, ...others].map((preferred) =>
    legible(preferred, planes, MIN_GRAPHIC_CONTRAST),
  );
}

export function hueDistance(a: number, b: number): number {
  const distance = Math.abs(a - b) % 360;
  return Math.min(distance, 360 - distance);
}
