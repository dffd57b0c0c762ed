import { createHash } from 'node:crypto';

import type { FileTree } from '@promptly/common';

import { formatTree } from './format-tree.ts';

/** Enough for the texts that apps have in common: the component library and the blocks. */
const CACHE_MAX_FILES = 2_000;

/** Formats trees, and remembers what it formatted: most files of an app are those of the app before. */
export function createTreeFormatter(): (tree: FileTree) => Promise<FileTree> {
  // In the order of their last use.
  const known = new Map<string, Uint8Array>();
  const remember = (key: string, bytes: Uint8Array) => {
    known.delete(key);
    known.set(key, bytes);
    const [oldest] = known.keys();
    if (known.size > CACHE_MAX_FILES && oldest !== undefined) known.delete(oldest);
  };

  return async (tree) => {
    const keys = new Map(Array.from(tree, ([path, bytes]) => [path, keyOf(path, bytes)]));
    const unknown = new Map([...tree].filter(([path]) => !known.has(keys.get(path) ?? '')));
    const fresh = await formatTree(unknown);
    const formatted = new Map<string, Uint8Array>();
    for (const [path, key] of keys) {
      const bytes = fresh.get(path) ?? known.get(key);
      if (!bytes) throw new Error(`${path} was not formatted`);
      remember(key, bytes);
      formatted.set(path, bytes);
    }
    return formatted;
  };
}

/** The kind of a file decides how it is formatted, its path does not. */
function keyOf(path: string, bytes: Uint8Array): string {
  const extension = path.slice(path.lastIndexOf('.') + 1);
  return `${extension}:${createHash('sha256').update(bytes).digest('base64')}`;
}
