import { encodeText } from '@promptly/common';
import { diff3Merge } from 'node-diff3';

/** Past this a line-by-line comparison takes too long to be worth it. */
const MAX_LINES = 20_000;
/** Pairs of equal lines, of which the comparison takes a microsecond each: a thousand blank lines have a million. */
const MAX_PAIRS = 1_000_000;

/**
 * Merges two changes of one text line by line, or returns undefined where they touch the same lines, are no texts, or
 * where their lines are too much alike to be told apart in a second.
 */
export function mergeText(
  base: Uint8Array,
  ours: Uint8Array,
  theirs: Uint8Array,
): Uint8Array | undefined {
  const [baseLines, ourLines, theirLines] = [linesOf(base), linesOf(ours), linesOf(theirs)];
  if (!baseLines || !ourLines || !theirLines) return undefined;
  const sides = [baseLines, ourLines, theirLines] as const;
  const start = commonLines(sides, (lines, index) => lines[index]);
  const rest = sides.map((lines) => lines.slice(start));
  const end = commonLines(rest, (lines, index) => lines.at(-1 - index));
  const [mid = [], our = [], their = []] = rest.map((lines) => lines.slice(0, lines.length - end));
  if (equalPairs(mid, our) + equalPairs(mid, their) > MAX_PAIRS) return undefined;
  const merged = [baseLines.slice(0, start)];
  for (const region of diff3Merge(our, mid, their, { excludeFalseConflicts: true })) {
    if (!region.ok) return undefined;
    merged.push(region.ok);
  }
  merged.push(baseLines.slice(baseLines.length - end));
  return encodeText(merged.flat().join(''));
}

/** How many lines all texts have in common, from one end on. */
function commonLines(
  texts: readonly (readonly string[])[],
  lineAt: (lines: readonly string[], index: number) => string | undefined,
): number {
  const shortest = Math.min(...texts.map(({ length }) => length));
  let count = 0;
  while (count < shortest && new Set(texts.map((lines) => lineAt(lines, count))).size === 1) {
    count += 1;
  }
  return count;
}

function equalPairs(lines: readonly string[], others: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return others.reduce((sum, line) => sum + (counts.get(line) ?? 0), 0);
}

/** The lines of a text with their endings, or undefined for bytes that are no UTF-8 text or too many lines. */
function linesOf(bytes: Uint8Array): string[] | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
    return lines.length <= MAX_LINES ? lines : undefined;
  } catch {
    return undefined;
  }
}
