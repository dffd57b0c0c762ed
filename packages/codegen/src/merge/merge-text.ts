import { encodeText } from '@promptly/common';
import { diff3Merge } from 'node-diff3';

/** Past this a line-by-line comparison takes too long to be worth it. */
const MAX_LINES = 20_000;

/** Merges two changes of one text line by line, or returns undefined where they touch the same lines or are no texts. */
export function mergeText(
  base: Uint8Array,
  ours: Uint8Array,
  theirs: Uint8Array,
): Uint8Array | undefined {
  const [baseLines, ourLines, theirLines] = [linesOf(base), linesOf(ours), linesOf(theirs)];
  if (!baseLines || !ourLines || !theirLines) return undefined;
  const regions = diff3Merge(ourLines, baseLines, theirLines, { excludeFalseConflicts: true });
  const merged: string[] = [];
  for (const region of regions) {
    if (!region.ok) return undefined;
    merged.push(...region.ok);
  }
  return encodeText(merged.join(''));
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
