import { type FileRow } from './file-rows.ts';

export type TreeMove =
  | { type: 'focus'; path: string }
  | { type: 'fold' | 'unfold'; path: string }
  | { type: 'open'; path: string }
  | { type: 'rename' | 'remove'; path: string };

/** What a key does in the tree, after the pattern that screen readers expect of one; null where it does nothing. */
export function treeMove(
  rows: readonly FileRow[],
  focused: string | null,
  unfolded: ReadonlySet<string>,
  key: string,
): TreeMove | null {
  const index = Math.max(
    0,
    rows.findIndex((row) => row.path === focused),
  );
  const row = rows[index];
  if (!row) return null;
  const isUnfolded = row.kind === 'folder' && unfolded.has(row.path);
  switch (key) {
    case 'ArrowDown':
      return focusOn(rows[index + 1]);
    case 'ArrowUp':
      return focusOn(rows[index - 1]);
    case 'Home':
      return focusOn(rows[0]);
    case 'End':
      return focusOn(rows.at(-1));
    case 'ArrowRight':
      if (row.kind === 'file') return null;
      return isUnfolded ? focusOn(rows[index + 1]) : { type: 'unfold', path: row.path };
    case 'ArrowLeft':
      return isUnfolded
        ? { type: 'fold', path: row.path }
        : focusOn(rows.slice(0, index).findLast((above) => above.level < row.level));
    case 'Enter':
    case ' ':
      if (row.kind === 'file') return { type: 'open', path: row.path };
      return { type: isUnfolded ? 'fold' : 'unfold', path: row.path };
    case 'F2':
      return { type: 'rename', path: row.path };
    case 'Delete':
      return { type: 'remove', path: row.path };
    default:
      return [...key].length === 1 ? focusOn(nextStartingWith(rows, index, key)) : null;
  }
}

function nextStartingWith(
  rows: readonly FileRow[],
  index: number,
  key: string,
): FileRow | undefined {
  const wanted = key.toLowerCase();
  const after = [...rows.slice(index + 1), ...rows.slice(0, index + 1)];
  return after.find((row) => row.name.toLowerCase().startsWith(wanted));
}

function focusOn(row: FileRow | undefined): TreeMove | null {
  return row ? { type: 'focus', path: row.path } : null;
}
