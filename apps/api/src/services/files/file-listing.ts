import { foldersAbove } from '../trees/path-index.ts';

export interface ListedFile {
  path: string;
  sha: string;
  size: number;
  updatedAt: Date;
}

export type ListedEntry =
  | (ListedFile & { type: 'file' })
  | { type: 'dir'; path: string; sha: null; size: 0; updatedAt: Date };

/**
 * The files and the folders that they make, in path order. A folder is as new as what is newest in it.
 * `folder` narrows the list to what is inside it (or to the file of that name); '' is everything.
 */
export function listEntries(files: Iterable<ListedFile>, folder: string): ListedEntry[] {
  const entries: ListedEntry[] = [];
  const folders = new Map<string, Date>();
  const prefix = folder === '' ? '' : `${folder}/`;
  for (const file of files) {
    if (!file.path.startsWith(prefix) && file.path !== folder) continue;
    entries.push({ ...file, type: 'file' });
    for (const path of foldersAbove(file.path)) {
      const known = folders.get(path);
      if (!known || known < file.updatedAt) folders.set(path, file.updatedAt);
    }
  }
  for (const [path, updatedAt] of folders) {
    if (path.length < prefix.length) continue;
    entries.push({ type: 'dir', path, sha: null, size: 0, updatedAt });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}
