import { cn } from '@promptly/ui';
import { ChevronRight, Ellipsis, Folder, FolderOpen } from 'lucide-react';

import { type FileRow } from '../tree/file-rows.ts';
import { FileIcon } from './file-icon.tsx';
import { type FileTreeText } from './file-tree-text.ts';

export type FileMark = 'unsaved' | 'conflict' | null;

export interface FileTreeRowProps {
  row: FileRow;
  unfolded: boolean;
  active: boolean;
  focusable: boolean;
  mark: FileMark;
  text: FileTreeText;
  onPress: () => void;
  /** Asked for the menu at a point of the page; left out where nothing can be changed. */
  onMenu?: (x: number, y: number) => void;
}

const INDENT_REM = 0.8;

export function FileTreeRow({
  row,
  unfolded,
  active,
  focusable,
  mark,
  text,
  onPress,
  onMenu,
}: FileTreeRowProps) {
  const isFolder = row.kind === 'folder';
  const FolderIcon = unfolded ? FolderOpen : Folder;
  return (
    // The tree listens to keys for all of its rows.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
    <div
      role="treeitem"
      data-path={row.path}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={isFolder ? unfolded : undefined}
      aria-selected={active}
      tabIndex={focusable ? 0 : -1}
      className={cn(
        'group/row flex h-full cursor-pointer items-center gap-1.5 rounded-md pe-1 text-[0.8125rem] text-muted-foreground outline-none select-none hover:bg-accent hover:text-foreground focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-ring',
        active && 'bg-accent font-medium text-foreground',
      )}
      style={{ paddingInlineStart: `${0.35 + (row.level - 1) * INDENT_REM}rem` }}
      onClick={onPress}
      onContextMenu={(event) => {
        if (!onMenu) return;
        event.preventDefault();
        const box = event.currentTarget.getBoundingClientRect();
        // The keyboard's menu key has no point of its own.
        onMenu(event.clientX || box.left + box.width / 2, event.clientY || box.bottom);
      }}
    >
      <ChevronRight
        aria-hidden
        className={cn(
          'size-3.5 shrink-0 transition-transform duration-150',
          unfolded ? 'rotate-90' : 'rtl:rotate-180',
          !isFolder && 'invisible',
        )}
      />
      {isFolder ? (
        <FolderIcon aria-hidden className="size-4 shrink-0" />
      ) : (
        <FileIcon path={row.path} />
      )}
      <span className="truncate">{row.name}</span>
      {mark && (
        <span
          className={cn(
            'ms-auto size-2 shrink-0 rounded-full',
            mark === 'conflict' ? 'bg-destructive-ink' : 'bg-warning',
          )}
        >
          <span className="sr-only">{mark === 'conflict' ? text.conflict : text.unsaved}</span>
        </span>
      )}
      {onMenu && (
        <span
          aria-hidden
          className={cn(
            'grid size-5 shrink-0 place-items-center rounded opacity-0 group-hover/row:opacity-100 hover:bg-background pointer-coarse:opacity-100',
            !mark && 'ms-auto',
          )}
          onClick={(event) => {
            event.stopPropagation();
            const box = event.currentTarget.getBoundingClientRect();
            onMenu(box.left, box.bottom);
          }}
        >
          <Ellipsis className="size-4" />
        </span>
      )}
    </div>
  );
}
