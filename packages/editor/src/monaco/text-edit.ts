/** What turns one text into another: the span that differs, by offset, and what stands there instead. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** The smallest single edit from one text to another, so that a cursor outside of it stays where it is. */
export function textEdit(from: string, to: string): TextEdit {
  const shortest = Math.min(from.length, to.length);
  let start = 0;
  while (start < shortest && from[start] === to[start]) start += 1;
  let tail = 0;
  while (tail < shortest - start && from.at(-1 - tail) === to.at(-1 - tail)) tail += 1;
  return { start, end: from.length - tail, text: to.slice(start, to.length - tail) };
}
