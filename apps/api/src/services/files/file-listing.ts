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

/** All files of a project's state and the folders that they make, in path order. Never mutated. */
export type FileListing = readonly ListedEntry[];

/** Lists files with their folders; a folder is as new as what is newest in it. */
export function createListing(files: Iterable<ListedFile>): FileListing {
  const entries: ListedEntry[] = [];
  const folders = new Map<string, Date>();
  for (const file of files) {
    entries.push({ ...file, type: 'file' });
    for (const path of foldersAbove(file.path)) {
      const known = folders.get(path);
      // What is above it is as new already.
      if (known && known >= file.updatedAt) break;
      folders.set(path, file.updatedAt);
    }
  }
  for (const [path, updatedAt] of folders) {
    entries.push({ type: 'dir', path, sha: null, size: 0, updatedAt });
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * At most `limit` entries behind the path `after`. `folder` narrows them to what is inside it (or to the file of that
 * name); '' is everything.
 */
export function pageOfListing(
  listing: FileListing,
  { folder, after, limit }: { folder: string; after?: string; limit: number },
): { entries: ListedEntry[]; hasMore: boolean } {
  const [first, end] = rangeOf(listing, folder);
  const seen = after === undefined ? 0 : indexBehind(listing, after);
  const start = Math.max(first, seen);
  const stop = Math.min(end, start + limit);
  return { entries: listing.slice(start, stop), hasMore: stop < end };
}

/** Where what is at or in a folder begins and ends: in path order, it stands together. */
function rangeOf(listing: FileListing, folder: string): [first: number, end: number] {
  if (folder === '') return [0, listing.length];
  const at = indexFrom(listing, folder);
  const found = listing[at];
  if (found?.path === folder && found.type === 'file') return [at, at + 1];
  // The sign that follows the slash.
  return [indexFrom(listing, `${folder}/`), indexFrom(listing, `${folder}0`)];
}

function indexBehind(listing: FileListing, path: string): number {
  const at = indexFrom(listing, path);
  return listing[at]?.path === path ? at + 1 : at;
}

/** The first entry whose path is not before this one. */
function indexFrom(listing: FileListing, path: string): number {
  let low = 0;
  let high = listing.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (listing[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
