import {
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { Link } from 'react-router';

import { t } from '../i18n/index.ts';

interface RowActionsProps {
  /** What the row is called, for those who cannot see where the button stands. */
  name: string;
  editPath: string;
  /** Absent where the reader may not delete. */
  onDelete?: () => void;
}

export function RowActions({ name, editPath, onDelete }: RowActionsProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('list.actionsFor', { name })}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuItem asChild>
          <Link to={editPath}>
            <Pencil aria-hidden className="size-4" />
            {t('record.edit')}
          </Link>
        </DropdownMenuItem>
        {onDelete && (
          <DropdownMenuItem variant="destructive" onSelect={onDelete}>
            <Trash2 aria-hidden className="size-4" />
            {t('record.delete')}
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
