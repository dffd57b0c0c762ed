import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type BlockLibrary } from './block-library.ts';

export { type BlockLibrary } from './block-library.ts';

/** Reads the blocks from disk once and answers from memory. Runs in Node; the compiler itself reads nothing. */
export function createBlockLibrary(): BlockLibrary {
  const root = fileURLToPath(new URL('../../blocks', import.meta.url));
  const files = new Map<string, string>();
  for (const entry of readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = entry.replaceAll('\\', '/');
    if (!/(?<!\.test)\.tsx?$/.test(path)) continue;
    files.set(`src/${path}`, readFileSync(join(root, entry), 'utf8'));
  }
  return { files };
}
