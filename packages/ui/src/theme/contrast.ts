import { clampChroma, converter, formatHex, wcagContrast, type Oklch } from 'culori';

/** An opaque colour as `#rrggbb`. */
export type Hex = string;

/** Lightness 0–1, chroma 0–0.4, hue in degrees. */
export interface Lch {
  l: number;
  c: number;
  h: number;
}

const toOklch = converter('oklch');

/** The colour in OKLCH; a grey has hue 0. */
export function lchOf(hex: Hex): Lch {
  const { l, c, h } = toOklch(hex) ?? { l: 0, c: 0, h: 0 };
  return { l, c, h: h ?? 0 };
}

/** The nearest sRGB colour of the same lightness and hue. */
export function hexOf({ l, c, h }: Lch): Hex {
  const color: Oklch = { mode: 'oklch', l: clamp(l, 0, 1), c: Math.max(0, c), h };
  return formatHex(clampChroma(color, 'oklch'));
}

/** The WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(a: Hex, b: Hex): number {
  return wcagContrast(a, b);
}

/** The lowest contrast that a colour has on any of the surfaces. */
export function worstContrast(color: Hex, surfaces: readonly Hex[]): number {
  return Math.min(...surfaces.map((surface) => contrast(color, surface)));
}

/** Whether dark text reads better on the colour than light text does. */
export function wantsDarkText(surface: Hex): boolean {
  return contrast(surface, '#000000') >= contrast(surface, '#ffffff');
}

const LIGHTNESS_STEP = 0.01;

/**
 * The colour nearest to the preferred one that keeps a contrast on every surface: darker where the
 * surfaces want dark text, else lighter, at the end black or white.
 */
export function legible(preferred: Lch, surfaces: readonly Hex[], minContrast: number): Hex {
  const darken = surfaces.every(wantsDarkText);
  const step = darken ? -LIGHTNESS_STEP : LIGHTNESS_STEP;
  for (let l = preferred.l; l > 0 && l < 1; l += step) {
    const candidate = hexOf({ ...preferred, l });
    if (worstContrast(candidate, surfaces) >= minContrast) return candidate;
  }
  return darken ? '#000000' : '#ffffff';
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
