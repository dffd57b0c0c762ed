import { APP_PRETTIER_IGNORE, type FileTree } from '@promptly/common';

import { formatTree } from './format-tree.ts';

/** A longer file was made by a program, and formatting it would hold up the others. */
const MAX_BYTES = 200_000;

/**
 * The same tree with the files that are not `formatted` already as Prettier writes them: what people wrote by hand need not
 * be tidy for their next prompt to be verified. A file that cannot be read stays as it is, and the checks say why.
 */
export async function tidyTree(tree: FileTree, formatted: FileTree): Promise<FileTree> {
  const tidied = new Map<string, Uint8Array>();
  for (const [path, bytes] of tree) {
    const isLeft = bytes.byteLength > MAX_BYTES || isIgnored(path);
    const isTidy = isLeft || isSame(bytes, formatted.get(path));
    tidied.set(path, isTidy ? bytes : await tidy(path, bytes));
  }
  return tidied;
}

async function tidy(path: string, bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return (await formatTree(new Map([[path, bytes]]))).get(path) ?? bytes;
  } catch {
    return bytes;
  }
}

function isIgnored(path: string): boolean {
  return APP_PRETTIER_IGNORE.some((entry) => path === entry || path.startsWith(`${entry}/`));
}

function isSame(bytes: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.compare(bytes, other) === 0;
}
