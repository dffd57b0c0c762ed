/**
 * Finds out whether a path can stand beside others: no two paths of a project may be one on a file system
 * that ignores case (`App.tsx`, `app.tsx`), and none may be a file and a folder at once (`a`, `a/b`).
 */
export interface PathIndex {
  /** Takes the path in, or returns the path that stands in its way. */
  add(path: string): string | undefined;
  /** Takes out a path that was taken in, with the folders that only it made. */
  remove(path: string): void;
  /** How many folders the paths lie in. */
  folderCount(): number;
}

export function createPathIndex(paths: Iterable<string> = []): PathIndex {
  /** Folded spelling → the path as spelled. */
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  /** As spelled → what is right in it; one that is here has all above it here, to look no folder up twice. */
  const children = new Map<string, number>();

  const index: PathIndex = {
    add(path) {
      const key = foldPath(path);
      const taken = files.get(key) ?? folders.get(key);
      if (taken !== undefined) return taken;
      const added = newFolders(path, children).map((folder) => [foldPath(folder), folder] as const);
      for (const [folded] of added) {
        const obstacle = folders.get(folded) ?? files.get(folded);
        if (obstacle !== undefined) return obstacle;
      }
      files.set(key, path);
      for (const [folded, folder] of added) folders.set(folded, folder);
      for (const folder of foldersAbove(path)) {
        const before = children.get(folder) ?? 0;
        children.set(folder, before + 1);
        if (before > 0) break;
      }
      return undefined;
    },
    remove(path) {
      files.delete(foldPath(path));
      for (const folder of foldersAbove(path)) {
        const left = (children.get(folder) ?? 0) - 1;
        if (left > 0) {
          children.set(folder, left);
          break;
        }
        children.delete(folder);
        folders.delete(foldPath(folder));
      }
    },
    folderCount: () => folders.size,
  };
  for (const path of paths) index.add(path);
  return index;
}

/** The folders above a path that are not known yet, outermost first; what is above a known one is known too. */
function newFolders(path: string, known: ReadonlyMap<string, unknown>): string[] {
  const found: string[] = [];
  for (const folder of foldersAbove(path)) {
    if (known.has(folder)) break;
    found.push(folder);
  }
  return found.reverse();
}

/** The folders a path lies in, innermost first: `a/b/c` → `a/b`, `a`. */
export function* foldersAbove(path: string): Iterable<string> {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    yield path.slice(0, end);
  }
}

// eslint-disable-next-line no-control-regex -- All of ASCII, where only the case of letters differs.
const ASCII = /^[\x00-\x7f]*$/;

/** One spelling for all that a case-insensitive file system takes for the same name. */
function foldPath(path: string): string {
  if (ASCII.test(path)) return path.toLowerCase();
  // Upper case first: it maps ß to SS and ſ to S, which lower case alone leaves apart.
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
