const NEWLINE = 10;

export interface CommonEnds {
  /** Where the first line begins that is to be compared, in both texts. */
  start: number;
  /** How many lines are before that. */
  startLines: number;
  /** How many characters are behind the last line that is to be compared, in both texts. */
  endChars: number;
}

/**
 * The whole first and last lines that two texts have in common, but for some next to what differs: at least
 * `contextLines` at either end, where there are as many. Takes about a nanosecond a character.
 */
export function commonEnds(oldText: string, text: string, contextLines: number): CommonEnds {
  const shorter = Math.min(oldText.length, text.length);
  let same = 0;
  while (same < shorter && oldText.charCodeAt(same) === text.charCodeAt(same)) same += 1;
  let sameAtEnd = 0;
  const [oldLast, last] = [oldText.length - 1, text.length - 1];
  while (
    sameAtEnd < shorter - same &&
    oldText.charCodeAt(oldLast - sameAtEnd) === text.charCodeAt(last - sameAtEnd)
  ) {
    sameAtEnd += 1;
  }
  const start = backFrom(text, same, contextLines);
  return {
    ...{ start, startLines: newlinesBefore(start, text) },
    endChars: text.length - onFrom(text, text.length - sameAtEnd, contextLines),
  };
}

/** The last one counts whether or not a newline ends it. */
export function countLines(text: string): number {
  return newlinesBefore(text.length, text) + (text === '' || text.endsWith('\n') ? 0 : 1);
}

function newlinesBefore(end: number, text: string): number {
  let count = 0;
  for (let at = 0; at < end; at += 1) if (text.charCodeAt(at) === NEWLINE) count += 1;
  return count;
}

/** Where the line begins that is so many lines before the one of a place. */
function backFrom(text: string, place: number, lines: number): number {
  let start = lineStart(text, place);
  for (let i = 0; i < lines; i += 1) start = lineStart(text, start - 1);
  return start;
}

function lineStart(text: string, place: number): number {
  return place <= 0 ? 0 : text.lastIndexOf('\n', place - 1) + 1;
}

/** Where the line ends that is so many lines behind the one of a place. */
function onFrom(text: string, place: number, lines: number): number {
  let end = place;
  for (let i = 0; i <= lines; i += 1) {
    const newline = text.indexOf('\n', end);
    if (newline === -1) return text.length;
    end = newline + 1;
  }
  return end;
}
