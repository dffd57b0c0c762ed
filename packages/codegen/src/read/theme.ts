import { namedColor, parseColor } from '@promptly/ui/theme';

import { warning, type Diagnostic } from '../diagnostics.ts';
import { type ThemeSpec } from '../spec/app-spec.ts';

export interface ThemeReading {
  theme: ThemeSpec;
  /** The sentences that speak of other things than looks. */
  rest: string[];
  diagnostics: Diagnostic[];
}

/** Reads the colours and the mood asked for, and sets aside the sentences that say nothing else. */
export function readTheme(sentences: readonly string[]): ThemeReading {
  const theme: ThemeSpec = { mode: 'light', tone: readTone(sentences), asked: [] };
  const rest: string[] = [];
  const diagnostics: Diagnostic[] = [];

  for (const sentence of sentences) {
    const paints = readPaints(sentence);
    for (const { role, words, hex } of paints) {
      if (theme[role] !== undefined) continue;
      if (hex === undefined) {
        diagnostics.push(warning('color_unknown', `No colour is known by the name "${words}".`));
        continue;
      }
      theme[role] = hex;
      theme.asked.push({ role, words });
    }
    if (paints.length === 0 || saysMore(sentence, paints)) rest.push(sentence);
  }

  if (sentences.some((sentence) => DARK.test(sentence))) theme.mode = 'dark';
  return { theme, rest, diagnostics };
}

type Role = 'background' | 'primary';

interface Paint {
  role: Role;
  words: string;
  /** Absent for a colour that nobody knows. */
  hex?: string;
}

const DARK =
  /\bdark[- ](?:mode|theme|design|style|look|ui|interface)\b|\b(?:in|all) dark\b|(?:^|,\s*)dark(?=\s*(?:,|$|and\b))|\b(?:mode|thème|theme|style) sombre\b|(?:^|,\s*)sombre(?=\s*(?:,|$))/i;

const TONES: readonly (readonly [ThemeSpec['tone'], RegExp])[] = [
  ['minimal', /\b(?:minimal|minimalist|minimaliste|sober|sobre|uncluttered|understated)\b/i],
  ['playful', /\b(?:playful|fun|colou?rful|cartoon\w*|kids?|children|ludique|coloré)\b/i],
  ['bold', /\b(?:bold|striking|vibrant|energetic|futuristic|audacieux)\b/i],
  ['warm', /\b(?:warm|cozy|cosy|elegant|rustic|luxury|luxurious|chaleureux|élégant)\b/i],
];

function readTone(sentences: readonly string[]): ThemeSpec['tone'] {
  return (
    TONES.find(([, words]) => sentences.some((sentence) => words.test(sentence)))?.[0] ?? 'plain'
  );
}

const BACKGROUND_WORDS =
  'background backgrounds backdrop layout base canvas body page pages screen container containers fond fonds plan'.split(
    ' ',
  );
const PRIMARY_WORDS =
  'component components element elements button buttons card cards control controls ui interface block blocks accent accents primary interactive link links piece pieces widget widgets composant composants élément éléments bouton boutons carte cartes'.split(
    ' ',
  );
const ROLES: ReadonlyMap<string, Role> = new Map([
  ...BACKGROUND_WORDS.map((word) => [word, 'background'] as const),
  ...PRIMARY_WORDS.map((word) => [word, 'primary'] as const),
]);

/** Words that stand around colours and roles in a sentence about looks. */
const GLUE: ReadonlySet<string> = new Set(
  'a an the all any as at to for in of on with and or then using use uses used by be is are it its your our their apply assign choose color colors colour colours coloured colored configure declare define design establish give have implement initialize make paint pick select set should specify style styles styled styling theme themed main global default overall outer whole entire visible visual visuals highlight highlights detail details layer layers content site website app application web item items arrière le la les un une des de du d en et pour sur avec couleur couleurs utilise utiliser utilisez mets mettre mettez choisis choisir choisissez principal principale tous toutes aux au'.split(
    ' ',
  ),
);

/** A sentence that paints: it names a colour and what shall have it. */
function readPaints(sentence: string): Paint[] {
  const { phrases, roles } = readParts(sentence);
  const colors = phrases.flatMap((phrase) => readColorPhrase(phrase) ?? []);
  if (colors.length > 0 && roles.length > 0) {
    return align(colors, roles).map((role, index) => ({ ...colors[index]!, role }));
  }
  if (colors.length > 0 && (THEME_WORD.test(sentence) || MAKE_IT.test(sentence)))
    return inOrder(colors);
  const sayOnlyLooks = phrases.length > 0 && phrases.length <= 2 && roles.length >= 2;
  return sayOnlyLooks && isAboutLooks(sentence)
    ? phrases.map(({ text }, index) => ({ words: text, role: roles[index]!.role }))
    : [];
}

/** More words than those that paint: "todo app with green accents" also asks for an app. */
function saysMore(sentence: string, paints: readonly Paint[]): boolean {
  const colored = new Set(paints.flatMap(({ words }) => words.toLowerCase().split(' ')));
  const others = (sentence.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(
    (word) => !colored.has(word) && !GLUE.has(word) && !ROLES.has(word),
  );
  return others.length > 1;
}

const THEME_WORD = /\b(?:colou?rs?|theme|palette|accents?|couleurs?|thème|tons?)\b/i;

const MAKE_IT = /^(?:please )?(?:make|paint|turn) (?:it|everything|the (?:app|site|page))\b/i;

function isAboutLooks(sentence: string): boolean {
  return (
    /\b(?:background|backdrop|fond)\b/i.test(sentence) &&
    /\b(?:component|element|button|ui|control|composant|bouton)/i.test(sentence)
  );
}

/** "a green and cream theme": the first colour paints the controls, a light second one the page. */
function inOrder(colors: readonly ColorPhrase[]): Paint[] {
  const [first, second] = colors;
  return [
    ...(first ? [{ ...first, role: 'primary' as const }] : []),
    ...(second ? [{ ...second, role: 'background' as const }] : []),
  ];
}

interface Phrase {
  text: string;
  /** The number of its first word in the sentence. */
  at: number;
}

interface RoleMention {
  role: Role;
  at: number;
}

/** Splits a sentence into what could be colours and what shall be painted; a role is as its last word says. */
function readParts(sentence: string): { phrases: Phrase[]; roles: RoleMention[] } {
  const phrases: Phrase[] = [];
  const roles: RoleMention[] = [];
  let previous: 'role' | 'color' | 'glue' = 'glue';
  const words = sentence.match(/#[0-9a-f]{3,8}\b|rgb\([^)]*\)|[\p{L}\p{N}]+|[,;:]/giu) ?? [];
  words.forEach((word, at) => {
    const lower = word.toLowerCase();
    const role = ROLES.get(lower);
    if (role) {
      if (previous === 'role') roles.pop();
      roles.push({ role, at });
      previous = 'role';
    } else if (/[,;:]/.test(word)) {
      previous = 'glue';
    } else if (GLUE.has(lower)) {
      previous = previous === 'role' && JOINS_ROLES.has(lower) ? 'role' : 'glue';
    } else {
      const open = phrases.at(-1);
      if (open && previous === 'color') open.text += ` ${word}`;
      else phrases.push({ text: word, at });
      previous = 'color';
    }
  });
  return { phrases, roles };
}

/** Between two role words these make one role: "page background", "buttons and cards". */
const JOINS_ROLES: ReadonlySet<string> = new Set([
  'and',
  'color',
  'colors',
  'colour',
  'of',
  'the',
  'et',
  'de',
]);

interface ColorPhrase extends Phrase {
  words: string;
  hex: string;
}

/** The colour at the end of a phrase: an exact name first, then one with words such as "pale" before it. */
function readColorPhrase({ text, at }: Phrase): ColorPhrase | undefined {
  const words = text.split(' ');
  const tails = words.slice(-4).map((_, index, last) => last.slice(index).join(' '));
  const exact = tails.find((tail) => tail.startsWith('#') || namedColor(tail));
  const found = exact ?? (words.length <= 3 && parseColor(text) ? text : undefined);
  const hex = found && parseColor(found);
  return found && hex ? { text, at, words: found, hex } : undefined;
}

/** Pairs colours with roles in the order of the sentence, each colour with a role of its own, as near as can be. */
function align(colors: readonly Phrase[], mentioned: readonly RoleMention[]): Role[] {
  const distinct = mentioned.filter(({ role }, index) => role !== mentioned[index - 1]?.role);
  const roles = distinct.length >= colors.length ? distinct : mentioned;
  const spare = roles.length - colors.length;
  if (spare < 0) return colors.map((color) => nearest(color, roles).role);
  let from = 0;
  return colors.map((color, index) => {
    const to = spare + index;
    const chosen = nearest(color, roles.slice(from, to + 1));
    from = roles.indexOf(chosen) + 1;
    return chosen.role;
  });
}

/** The role mentioned closest to the colour; of two as close, the later one. */
function nearest(color: Phrase, roles: readonly RoleMention[]): RoleMention {
  return roles.reduce((best, role) =>
    Math.abs(role.at - color.at) <= Math.abs(best.at - color.at) ? role : best,
  );
}
