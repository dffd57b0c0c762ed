import { colorsNamed, formatHex, parse } from 'culori';

import { COLOR_NAMES } from './color-names.ts';
import { hexOf, lchOf, type Hex, type Lch } from './contrast.ts';

/** Longer texts are no colour names. */
const MAX_NAME_CHARS = 60;

/**
 * Reads a colour as people write it: `#hex`, `rgb()`, `hsl()`, `oklch()`, CSS names written together or
 * apart, common paint names in English, and basic names in French and Kinyarwanda, with words such as
 * "dark", "pale" or "foncé" beside them. Transparency is dropped. Undefined where it is no colour.
 */
export function parseColor(text: string): Hex | undefined {
  if (text.length > MAX_NAME_CHARS) return undefined;
  const trimmed = text.trim();
  return parseNotation(trimmed) ?? parseName(normalizeName(trimmed));
}

/** The hex of an exact name (CSS or dictionary), however it is spaced; no modifiers, no guesses. */
export function namedColor(name: string): Hex | undefined {
  return NAMES.get(normalizeName(name).replaceAll(' ', ''));
}

const NAMES: ReadonlyMap<string, Hex> = new Map([
  ...Object.entries(COLOR_NAMES).map(([name, hex]) => [name.replaceAll(' ', ''), hex] as const),
  ...Object.entries(colorsNamed).map(
    ([name, value]) => [name, `#${value.toString(16).padStart(6, '0')}`] as const,
  ),
]);

function parseNotation(text: string): Hex | undefined {
  if (!/^#[0-9a-f]{3,8}$|^[a-z]+\(.*\)$/i.test(text)) return undefined;
  try {
    const color = parse(text.toLowerCase());
    return color && formatHex({ ...color, alpha: undefined });
  } catch {
    // The parser throws on some unfinished functions, such as `a(0a`.
    return undefined;
  }
}

/** Lower case, without accents and punctuation, without the words around a name. */
function normalizeName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .replace(/\bgrey\b/g, 'gray')
    .replace(/\bcolou?r(?:ed)?\b|\b(?:the|an?|shade|tone|hue|of|couleur|ibara|rya)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function parseName(name: string): Hex | undefined {
  if (name === '') return undefined;
  return NAMES.get(name.replaceAll(' ', '')) ?? modified(name) ?? lastWord(name);
}

type Change = (color: Lch) => Lch;

const lighten: Change = ({ l, c, h }) => ({ l: l + (1 - l) * 0.6, c: c * 0.6, h });
const pale: Change = ({ c, h }) => ({ l: 0.93, c: Math.min(c * 0.35, 0.05), h });
const faint: Change = ({ c, h }) => ({ l: 0.965, c: Math.min(c * 0.2, 0.03), h });
const darken: Change = ({ l, c, h }) => ({ l: l * 0.62, c: c * 0.85, h });
const deepen: Change = ({ l, c, h }) => ({ l: l * 0.75, c: c * 1.05, h });
const dim: Change = ({ l, c, h }) => ({ l: l * 0.85, c: c * 0.6, h });
const vivid: Change = ({ l, c, h }) => ({ l, c: Math.max(c * 1.4, 0.16), h });
const same: Change = (color) => color;

/** Words before or after a name that change it. */
const MODIFIERS: ReadonlyMap<string, Change> = new Map(
  Object.entries({
    light: lighten,
    lighter: lighten,
    soft: lighten,
    baby: lighten,
    pastel: pale,
    pale,
    faint,
    dark: darken,
    darker: darken,
    deep: deepen,
    rich: deepen,
    midnight: darken,
    dim,
    dusty: dim,
    muted: dim,
    bright: vivid,
    vivid,
    neon: vivid,
    electric: vivid,
    hot: vivid,
    medium: same,
    warm: same,
    cool: same,
    royal: same,
    natural: same,
    // nouns that follow a name
    mist: faint,
    frost: faint,
    fog: faint,
    haze: faint,
    cream: faint,
    blush: pale,
    breeze: pale,
    white: faint,
    // French, after the name
    clair: lighten,
    claire: lighten,
    fonce: darken,
    foncee: darken,
    sombre: darken,
    vif: vivid,
    vive: vivid,
    // Kinyarwanda, after the name
    cyijimye: darken,
    bwijimye: darken,
    wijimye: darken,
    cyerurutse: lighten,
    bwerurutse: lighten,
    werurutse: lighten,
  }),
);

function modified(name: string): Hex | undefined {
  const words = name.split(' ');
  if (words.length < 2) return undefined;
  const [first = '', last = ''] = [words[0], words.at(-1)];
  return (
    changed(MODIFIERS.get(first), words.slice(1)) ??
    changed(MODIFIERS.get(last), words.slice(0, -1))
  );
}

function changed(change: Change | undefined, rest: readonly string[]): Hex | undefined {
  const base = change && parseName(rest.join(' '));
  return base && hexOf(change(lchOf(base)));
}

const NEAR_WHITE = '#faf9f6';

/** "Anything white" is a near white; otherwise the last word decides, as in "forest green". */
function lastWord(name: string): Hex | undefined {
  const words = name.split(' ');
  if (words.length < 2) return undefined;
  const last = words.at(-1) ?? '';
  return last === 'white' || last === 'blanc' ? NEAR_WHITE : NAMES.get(last);
}
