import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';

import { dirName } from '../engine/paths.ts';
import { type Outcome } from '../engine/workspace.ts';
import { type FileRow, fileRows, foldersAbove } from '../tree/file-rows.ts';
import { treeMove } from '../tree/tree-keys.ts';
import { FileNameInput } from './file-name-input.tsx';
import { FileTreeMenu, type TreeMenu } from './file-tree-menu.tsx';
import { type FileMark, FileTreeRow } from './file-tree-row.tsx';
import { type FileTreeText } from './file-tree-text.ts';
import { useWindowing } from './use-windowing.ts';

export interface FileTreeActions {
  create: (path: string) => Promise<Outcome>;
  rename: (from: string, to: string) => Promise<Outcome>;
  remove: (path: string) => void;
}

export interface FileTreeProps {
  paths: readonly string[];
  active: string | null;
  markOf: (path: string) => FileMark;
  onOpen: (path: string) => void;
  /** Left out for those who may not change files. */
  actions?: FileTreeActions;
  text: FileTreeText;
  /** Opens the field for a new file when it counts up. */
  createRequest?: number;
}

type Editing = { kind: 'create'; folder: string } | { kind: 'rename'; row: FileRow };

const ROW_PX = 28;
const COARSE_ROW_PX = 40;

/** The files of a project as a tree: arrow keys, type to find, F2 renames, Delete deletes. */
export function FileTree({
  paths,
  active,
  markOf,
  onOpen,
  actions,
  text,
  createRequest = 0,
}: FileTreeProps) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(
    () => new Set(['src', ...(active === null ? [] : foldersAbove(active))]),
  );
  const [focused, setFocused] = useState<string | null>(active);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [menu, setMenu] = useState<TreeMenu | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = useMemo(
    () => (matchMedia('(pointer: coarse)').matches ? COARSE_ROW_PX : ROW_PX),
    [],
  );
  const rows = useMemo(() => fileRows(paths, unfolded), [paths, unfolded]);

  useFollowed(active, (path) => {
    setUnfolded((current) => new Set([...current, ...foldersAbove(path)]));
    setFocused(path);
  });
  useFollowed(createRequest, () => actions && startCreate(''));

  const createAt =
    editing?.kind === 'create' ? rows.findIndex((row) => row.path === editing.folder) + 1 : -1;
  const slot = (index: number) => (createAt >= 0 && index >= createAt ? index + 1 : index);
  const { first, end } = useWindowing(scroller, rows.length, rowPx);
  const focusedIndex = Math.max(
    0,
    rows.findIndex((row) => row.path === focused),
  );
  const drawn = new Set(Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i));
  // The row that Tab comes to must be there even when it is out of view.
  if (rows.length > 0) drawn.add(focusedIndex);

  return (
    <div
      ref={scroller}
      className="scrollbar-quiet relative h-full overflow-y-auto overscroll-contain px-1.5 pb-8"
    >
      <div
        role="tree"
        tabIndex={-1}
        aria-label={text.label}
        className="relative outline-none"
        style={{ height: (rows.length + (createAt >= 0 ? 1 : 0)) * rowPx }}
        onKeyDown={onKeyDown}
      >
        {[...drawn]
          .sort((a, b) => a - b)
          .map((index) => {
            const row = rows[index];
            if (!row) return null;
            const isRenamed = editing?.kind === 'rename' && editing.row.path === row.path;
            return (
              <div
                key={row.path}
                role="presentation"
                className="absolute inset-x-0"
                style={{ top: slot(index) * rowPx, height: rowPx, zIndex: isRenamed ? 1 : 0 }}
              >
                {isRenamed && actions ? (
                  <FileNameInput
                    label={text.renamePath(row.name)}
                    initial={row.path}
                    selectsName
                    text={text}
                    submit={(path) => actions.rename(row.path, path)}
                    onDone={() => endEditing(row.path)}
                  />
                ) : (
                  <FileTreeRow
                    row={row}
                    unfolded={unfolded.has(row.path)}
                    active={row.path === active}
                    focusable={index === focusedIndex}
                    mark={markOf(row.path)}
                    text={text}
                    onPress={() => press(row)}
                    onMenu={actions && ((x, y) => setMenu({ row, x, y }))}
                  />
                )}
              </div>
            );
          })}
        {editing?.kind === 'create' && actions && (
          <div
            role="presentation"
            className="absolute inset-x-0 z-1"
            style={{ top: createAt * rowPx, height: rowPx }}
          >
            <FileNameInput
              label={text.newFilePath}
              initial={editing.folder === '' ? '' : `${editing.folder}/`}
              selectsName={false}
              text={text}
              submit={actions.create}
              onDone={() => endEditing(editing.folder)}
            />
          </div>
        )}
      </div>
      <FileTreeMenu
        menu={menu}
        text={text}
        onClose={() => setMenu(null)}
        onCreate={(row) => startCreate(row.kind === 'folder' ? row.path : dirName(row.path))}
        onRename={(row) => setEditing({ kind: 'rename', row })}
        onRemove={(row) => actions?.remove(row.path)}
      />
    </div>
  );

  function press(row: FileRow): void {
    setFocused(row.path);
    if (row.kind === 'file') onOpen(row.path);
    else fold(row.path, unfolded.has(row.path));
  }

  function fold(path: string, folded: boolean): void {
    const next = new Set(unfolded);
    if (folded) next.delete(path);
    else next.add(path);
    setUnfolded(next);
  }

  function startCreate(folder: string): void {
    if (folder !== '') setUnfolded(new Set([...unfolded, folder, ...foldersAbove(folder)]));
    scroller.current?.scrollTo({ top: 0 });
    setEditing({ kind: 'create', folder });
  }

  function endEditing(path: string): void {
    setEditing(null);
    if (path !== '') focusRow(path);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = treeMove(rows, focused, unfolded, event.key);
    if (!move) return;
    event.preventDefault();
    switch (move.type) {
      case 'focus':
        return focusRow(move.path);
      case 'fold':
        return fold(move.path, true);
      case 'unfold':
        return fold(move.path, false);
      case 'open':
        return onOpen(move.path);
      case 'rename': {
        const row = rows.find((known) => known.path === move.path);
        if (row && actions) setEditing({ kind: 'rename', row });
        return;
      }
      case 'remove':
        return actions?.remove(move.path);
    }
  }

  /** The row is drawn by the time that the browser looks for it: the focused row always is. */
  function focusRow(path: string): void {
    setFocused(path);
    requestAnimationFrame(() => {
      const row = scroller.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
    });
  }
}

/** Calls back when a value has changed to another that is not null. */
function useFollowed<T>(value: T | null, onChange: (value: T) => void): void {
  const last = useRef(value);
  useEffect(() => {
    if (value === last.current) return;
    last.current = value;
    if (value !== null) onChange(value);
  });
}
