import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Deletes the files of a folder that nobody has written to for a while, such as what a killed process left
 * half written; returns how many. A folder that is not there has none.
 */
export async function removeStaleFiles(folder: string, olderThanMs: number): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const limit = Date.now() - olderThanMs;
  let removed = 0;
  for (const name of names) {
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (!found?.isFile() || found.mtimeMs > limit) continue;
    await rm(path, { force: true });
    removed++;
  }
  return removed;
}
