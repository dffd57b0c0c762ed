import { baseName } from '@promptly/editor';
import {
  AlertDialog,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  Button,
} from '@promptly/ui';
import { useTranslation } from 'react-i18next';

export interface CloseDialogProps {
  /** The unsaved file that is to be closed; null while none is. */
  path: string | null;
  onCancel: () => void;
  onSave: (path: string) => void;
  onDiscard: (path: string) => void;
}

/** Asks what becomes of unsaved text when its tab is closed. */
export function CloseDialog({ path, onCancel, onSave, onDiscard }: CloseDialogProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog open={path !== null} onOpenChange={(open) => !open && onCancel()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>
            {t('code.closeConfirm.title', { name: baseName(path ?? '') })}
          </AlertDialogTitle>
          <AlertDialogDescription>{t('code.closeConfirm.description')}</AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <Button
            variant="ghost"
            className="text-destructive-ink sm:me-auto"
            onClick={() => path !== null && onDiscard(path)}
          >
            {t('code.closeConfirm.discard')}
          </Button>
          <AlertDialogCancel>{t('code.closeConfirm.keep')}</AlertDialogCancel>
          <Button onClick={() => path !== null && onSave(path)}>
            {t('code.closeConfirm.save')}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
