import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { FilePlus2, Pencil, Trash2 } from 'lucide-react';

import { type FileRow } from '../tree/file-rows.ts';
import { type FileTreeText } from './file-tree-text.ts';

/** Where the menu was asked for, and of which row. */
export interface TreeMenu {
  row: FileRow;
  x: number;
  y: number;
}

export interface FileTreeMenuProps {
  menu: TreeMenu | null;
  text: FileTreeText;
  onClose: () => void;
  onCreate: (row: FileRow) => void;
  onRename: (row: FileRow) => void;
  onRemove: (row: FileRow) => void;
}

/** One menu for all rows, at the point where it was asked for. */
export function FileTreeMenu({
  menu,
  text,
  onClose,
  onCreate,
  onRename,
  onRemove,
}: FileTreeMenuProps) {
  if (!menu) return null;
  const { row } = menu;
  return (
    <DropdownMenu open onOpenChange={(open) => !open && onClose()} modal={false}>
      <DropdownMenuTrigger asChild>
        <span aria-hidden className="fixed size-0" style={{ left: menu.x, top: menu.y }} />
      </DropdownMenuTrigger>
      <DropdownMenuContent
        align="start"
        aria-label={text.menu(row.name)}
        // The row, or the field that an item opened, has the focus after the menu.
        onCloseAutoFocus={(event) => event.preventDefault()}
      >
        <DropdownMenuItem onSelect={() => onCreate(row)}>
          <FilePlus2 aria-hidden />
          {text.newFile}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => onRename(row)}>
          <Pencil aria-hidden />
          {text.rename}
          <DropdownMenuShortcut>F2</DropdownMenuShortcut>
        </DropdownMenuItem>
        <DropdownMenuItem variant="destructive" onSelect={() => onRemove(row)}>
          <Trash2 aria-hidden />
          {text.remove}
          <DropdownMenuShortcut>Del</DropdownMenuShortcut>
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
