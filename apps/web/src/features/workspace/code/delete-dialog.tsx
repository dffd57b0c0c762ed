import { baseName, isAtOrUnder, isUnsaved } from '@promptly/editor';
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useFiles } from '../workspace-context.tsx';

export interface DeleteDialogProps {
  /** The file or folder that is to be deleted; null while none is. */
  path: string | null;
  onCancel: () => void;
  onDelete: (path: string) => void;
}

export function DeleteDialog({ path, onCancel, onDelete }: DeleteDialogProps) {
  const { t } = useTranslation();
  const entries = useFiles((state) => state.files);
  const buffers = useFiles((state) => state.buffers);
  const root = path ?? '';
  const isFile = entries.has(root);
  const count = [...entries.keys()].filter((file) => isAtOrUnder(file, root)).length;
  const losesText = [...buffers].some(
    ([file, buffer]) => isAtOrUnder(file, root) && isUnsaved(buffer),
  );
  return (
    <AlertDialog open={path !== null} onOpenChange={(open) => !open && onCancel()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>
            {t('code.deleteConfirm.title', { name: baseName(root) })}
          </AlertDialogTitle>
          <AlertDialogDescription>
            {isFile ? t('code.deleteConfirm.file') : t('code.deleteConfirm.folder', { count })}{' '}
            {losesText && t('code.deleteConfirm.unsaved')}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel />
          <AlertDialogAction variant="destructive" onClick={() => onDelete(root)}>
            {t('code.delete')}
          </AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
