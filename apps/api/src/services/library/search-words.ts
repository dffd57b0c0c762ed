import { sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

const WORD = /[\p{L}\p{N}]+/gu;
const MARKS = /\p{M}+/gu;
/** Where a word begins within a name such as `PriceCard` or `Grid2Columns`. */
const HUMP = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})/gu;
const WORD_MAX_CHARS = 64;
const QUERY_WORDS_MAX = 20;

/** The words by which a search finds these texts; of `PriceCard`, `price`, `card` and `pricecard`. */
export function searchWordsOf(texts: readonly string[]): string[] {
  const all = texts.flatMap((text) => [...wordsOf(text), ...wordsOf(text.replace(HUMP, ' '))]);
  return [...new Set(all)].sort();
}

/** Whether each word of a search begins one of these words; a search without a word finds nothing. */
export function isFoundBy(words: readonly string[], query: string | undefined): boolean {
  const asked = queryWords(query);
  if (asked === null) return true;
  return asked.length > 0 && asked.every((part) => words.some((word) => word.startsWith(part)));
}

/** The same, as a condition on a column of words that has the index for it; undefined where nothing is asked. */
export function foundBy(column: PgColumn, query: string | undefined): SQL | undefined {
  const asked = queryWords(query);
  if (asked === null) return undefined;
  if (asked.length === 0) return sql`false`;
  // Words are letters and digits: nothing in them means anything to the search.
  const search = asked.map((word) => `'${word}':*`).join(' & ');
  return sql`array_to_tsvector(${column}) @@ ${search}::tsquery`;
}

/** Null where nothing is asked; empty where there is no word in what is asked. */
function queryWords(query: string | undefined): string[] | null {
  if (query === undefined || query.trim() === '') return null;
  return [...new Set(wordsOf(query.replace(HUMP, ' ')))].slice(0, QUERY_WORDS_MAX);
}

/** In lower case and without accents. */
function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFKD').replace(MARKS, '').toLowerCase();
  return (plain.match(WORD) ?? []).map((word) => [...word].slice(0, WORD_MAX_CHARS).join(''));
}
