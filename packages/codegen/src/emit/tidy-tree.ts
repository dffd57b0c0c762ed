import { type FileTree, isPrettierIgnored, sameBytes } from '@promptly/common';

import { formatTree } from './format-tree.ts';

/** A longer file was made by a program. */
const FILE_MAX_BYTES = 200_000;
/** A second or two of formatting; what a whole repository brings along is its own. */
const TOTAL_MAX_BYTES = 1_000_000;

/**
 * The same tree with the files that are not `formatted` already as Prettier writes them: what people wrote by hand need not
 * be tidy for their next prompt to be verified. Files that cannot be read, and those past the first megabyte, stay as they
 * are, and the checks say why. `format` is `formatTree`, or one that remembers.
 */
export async function tidyTree(
  tree: FileTree,
  formatted: FileTree,
  format: (tree: FileTree) => Promise<FileTree> = formatTree,
): Promise<FileTree> {
  const tidied = new Map(tree);
  let left = TOTAL_MAX_BYTES;
  for (const [path, bytes] of tree) {
    if (sameBytes(bytes, formatted.get(path)) || isPrettierIgnored(path)) continue;
    if (bytes.length > Math.min(left, FILE_MAX_BYTES) || !isPlainText(bytes)) continue;
    left -= bytes.length;
    tidied.set(path, (await formatFile(path, bytes, format)) ?? bytes);
  }
  return tidied;
}

async function formatFile(
  path: string,
  bytes: Uint8Array,
  format: (tree: FileTree) => Promise<FileTree>,
): Promise<Uint8Array | undefined> {
  try {
    return (await format(new Map([[path, bytes]]))).get(path);
  } catch {
    return undefined;
  }
}

/** Whether the bytes come out of a text as they went in: other encodings and byte order marks do not. */
function isPlainText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return !text.startsWith('\uFEFF');
  } catch {
    return false;
  }
}
