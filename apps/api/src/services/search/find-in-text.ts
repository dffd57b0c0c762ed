import { RE2JS } from 're2js';

import type { SearchMatch } from '@promptly/common';

import type { SearchPattern } from './search-tasks.ts';

/** Instructions of a compiled expression: work grows with them and with the text, and with nothing else. */
const MAX_PROGRAM_SIZE = 3_000;
const PREVIEW_CHARS = 200;
const PREVIEW_BEFORE_CHARS = 60;

/** Finds where a line matches from an index on; undefined where it does not any more. */
export type FindInLine = (line: string, from: number) => { start: number; end: number } | undefined;

/** Throws an Error whose message says what is wrong with an expression. */
export function compilePattern({ q, regex, caseSensitive }: SearchPattern): FindInLine {
  const flags = caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE;
  const compiled = RE2JS.compile(regex ? q : RE2JS.quote(q), flags);
  if (compiled.programSize() > MAX_PROGRAM_SIZE) {
    throw new Error('the expression repeats too much');
  }
  return (line, from) => {
    if (from === 0 && !compiled.test(line)) return undefined;
    const matcher = compiled.matcher(line);
    return matcher.find(from) ? { start: matcher.start(), end: matcher.end() } : undefined;
  };
}

/** The matches in a text line by line, but for those of no characters. A line ends with `\n`, `\r\n` or `\r`. */
export function* matchesIn(
  path: string,
  text: string,
  find: FindInLine,
): Iterable<SearchMatch | null> {
  let line = 0;
  for (const content of linesOf(text)) {
    line += 1;
    // For whoever looks at the clock.
    yield null;
    for (let from = 0; from <= content.length;) {
      const found = find(content, from);
      if (!found) break;
      const { start, end } = found;
      if (end > start)
        yield { path, line, column: start + 1, ...lengthAndPreview(content, start, end) };
      from = Math.max(end, start + 1);
    }
  }
}

function* linesOf(text: string): Iterable<string> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  if (start < text.length) yield text.slice(start);
}

function lengthAndPreview(line: string, start: number, end: number) {
  const lead = Math.max(0, start - PREVIEW_BEFORE_CHARS);
  // As much of the beginning as there is room for beside the match.
  const first = end <= PREVIEW_CHARS ? 0 : lead;
  const preview = line.slice(first, first + PREVIEW_CHARS);
  return { length: end - start, preview, previewStart: start - first };
}
