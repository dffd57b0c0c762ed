/**
 * A pattern that matches every text but the given words. Go, in which esbuild runs filters, has no lookahead,
 * so the words are taken apart letter by letter: at each, whatever goes on in another way matches.
 */
export function everythingBut(words: Iterable<string>): RegExp {
  return new RegExp(`^${otherThan([...new Set(words)])}$`);
}

const ANYTHING = String.raw`[\s\S]*`;

function otherThan(words: readonly string[]): string {
  const rests = new Map<string, string[]>();
  for (const word of words) {
    const [letter] = word;
    if (letter === undefined) continue;
    rests.set(letter, [...(rests.get(letter) ?? []), word.slice(letter.length)]);
  }
  if (rests.size === 0) return words.length > 0 ? String.raw`[\s\S]${ANYTHING}` : ANYTHING;
  const letters = [...rests.keys()].map(escapeLetter).join('');
  const branches = [...rests].map(([letter, rest]) => escapeLetter(letter) + otherThan(rest));
  const group = `(?:${[...branches, `[^${letters}]${ANYTHING}`].join('|')})`;
  return words.includes('') ? group : `${group}?`;
}

function escapeLetter(letter: string): string {
  return /[\w@]/.test(letter) ? letter : `\\${letter}`;
}
