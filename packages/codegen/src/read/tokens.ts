import { singular, tidy } from './words.ts';

/** A word of a text: as written, and what it is compared by. */
export interface Token {
  text: string;
  /** Lower case, in the singular, without accents. */
  stem: string;
  /** Where it begins and ends in the text. */
  start: number;
  end: number;
}

/** The words of a text. Hyphens part words, so that "e-commerce" and "e commerce" are the same. */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:'(?=s\b)s)?/gu)].map((match) => ({
    text: match[0],
    stem: stemOf(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** The stems of a phrase, to be looked for among the stems of a text. */
export function stems(phrase: string): string[] {
  return tokenize(tidy(phrase)).map(({ stem }) => stem);
}

/** Phrases to look for, by their first stem. */
export type PhraseIndex<Value> = ReadonlyMap<string, readonly IndexedPhrase<Value>[]>;

interface IndexedPhrase<Value> {
  stems: readonly string[];
  value: Value;
}

export function indexPhrases<Value>(
  phrases: Iterable<readonly [phrase: string, value: Value]>,
): PhraseIndex<Value> {
  const index = new Map<string, IndexedPhrase<Value>[]>();
  for (const [phrase, value] of phrases) {
    const parts = stems(phrase);
    const [first] = parts;
    if (first === undefined) continue;
    index.set(first, [...(index.get(first) ?? []), { stems: parts, value }]);
  }
  return index;
}

export interface PhraseMatch<Value> {
  /** What the phrase stands for; several when several phrases are the same. */
  values: Value[];
  /** The first token and how many there are. */
  at: number;
  length: number;
}

/** Every known phrase in the text, from left to right; where several begin at one word, the longest. */
export function findPhrases<Value>(
  tokens: readonly Token[],
  index: PhraseIndex<Value>,
): PhraseMatch<Value>[] {
  const matches: PhraseMatch<Value>[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const candidates = (index.get(tokens[at]!.stem) ?? []).filter((phrase) =>
      phrase.stems.every((stem, offset) => tokens[at + offset]?.stem === stem),
    );
    const length = Math.max(0, ...candidates.map((phrase) => phrase.stems.length));
    if (length === 0) continue;
    const longest = candidates.filter((phrase) => phrase.stems.length === length);
    matches.push({ values: longest.map(({ value }) => value), at, length });
    at += length - 1;
  }
  return matches;
}

function stemOf(word: string): string {
  const plain = word
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/'s$/, '');
  return singular(plain);
}
