/** A line of the file tree as it stands unfolded. */
export interface FileRow {
  path: string;
  name: string;
  kind: 'file' | 'folder';
  /** 1 at the top. */
  level: number;
  /** Place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
}

interface Folder {
  folders: Map<string, Folder>;
  files: string[];
}

/** The rows of a tree in their order, folders first; what is in a folded folder is left out. */
export function fileRows(paths: Iterable<string>, unfolded: ReadonlySet<string>): FileRow[] {
  const rows: FileRow[] = [];
  addRows(rows, treeOf(paths), '', 1, unfolded);
  return rows;
}

/** The folders on the way to a path, outermost first. */
export function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

function treeOf(paths: Iterable<string>): Folder {
  const root: Folder = { folders: new Map(), files: [] };
  for (const path of paths) {
    const parts = path.split('/');
    const name = parts.pop();
    let folder = root;
    for (const part of parts) {
      const next = folder.folders.get(part) ?? { folders: new Map(), files: [] };
      folder.folders.set(part, next);
      folder = next;
    }
    if (name) folder.files.push(name);
  }
  return root;
}

function addRows(
  rows: FileRow[],
  folder: Folder,
  parent: string,
  level: number,
  unfolded: ReadonlySet<string>,
): void {
  const names = [...folder.folders.keys()].sort(byName);
  const files = [...folder.files].sort(byName);
  const siblings = names.length + files.length;
  let position = 0;
  for (const name of names) {
    const path = parent + name;
    rows.push({ path, name, kind: 'folder', level, position: (position += 1), siblings });
    const inner = folder.folders.get(name);
    if (inner && unfolded.has(path)) addRows(rows, inner, `${path}/`, level + 1, unfolded);
  }
  for (const name of files) {
    const path = parent + name;
    rows.push({ path, name, kind: 'file', level, position: (position += 1), siblings });
  }
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function byName(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : 1);
}
