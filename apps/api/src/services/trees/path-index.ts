/**
 * Finds out whether a path can stand beside others: no two paths of a project may be one on a file system
 * that ignores case (`App.tsx`, `app.tsx`), and none may be a file and a folder at once (`a`, `a/b`).
 */
export interface PathIndex {
  /** Takes the path in, or returns the path that stands in its way. */
  add(path: string): string | undefined;
}

export function createPathIndex(paths: Iterable<string> = []): PathIndex {
  /** Folded spelling → the path as spelled. */
  const files = new Map<string, string>();
  const folders = new Map<string, string>();

  const obstacleTo = (path: string): string | undefined => {
    const key = foldPath(path);
    const taken = files.get(key) ?? folders.get(key);
    if (taken !== undefined) return taken;
    for (const folder of foldersAbove(path)) {
      const folded = foldPath(folder);
      const spelledElse = folders.get(folded);
      if (spelledElse !== undefined && spelledElse !== folder) return spelledElse;
      const file = files.get(folded);
      if (file !== undefined) return file;
    }
    return undefined;
  };

  const index: PathIndex = {
    add(path) {
      const obstacle = obstacleTo(path);
      if (obstacle !== undefined) return obstacle;
      files.set(foldPath(path), path);
      for (const folder of foldersAbove(path)) folders.set(foldPath(folder), folder);
      return undefined;
    },
  };
  for (const path of paths) index.add(path);
  return index;
}

/** The folders a path lies in, outermost first: `a/b/c` → `a`, `a/b`. */
export function foldersAbove(path: string): string[] {
  const segments = path.split('/');
  return segments.slice(1).map((_, i) => segments.slice(0, i + 1).join('/'));
}

/** One spelling for all that a case-insensitive file system takes for the same name. */
function foldPath(path: string): string {
  // Upper case first: it maps ß to SS and ſ to S, which lower case alone leaves apart.
  return path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');
}
