import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
  AlertDialogTrigger,
} from '@promptly/ui';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

export interface ApplyDialogProps {
  /** The button that asks for it. */
  children: ReactElement;
  onApply: () => void;
}

/** Asks before the project moves to a version that was built but did not pass. */
export function ApplyDialog({ children, onApply }: ApplyDialogProps) {
  const { t } = useTranslation();
  return (
    <AlertDialog>
      <AlertDialogTrigger asChild>{children}</AlertDialogTrigger>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{t('conversation.applyConfirm.title')}</AlertDialogTitle>
          <AlertDialogDescription>
            {t('conversation.applyConfirm.description')}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogFooter>
          <AlertDialogCancel>{t('app.cancel')}</AlertDialogCancel>
          <AlertDialogAction onClick={onApply}>{t('conversation.applyAnyway')}</AlertDialogAction>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
