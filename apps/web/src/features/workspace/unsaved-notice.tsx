import { isUnsaved } from '@promptly/editor';
import { Button } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useFiles, useWorkspace } from './workspace-context.tsx';

/** How many files are not saved, and the button that saves them all; nothing where all are. */
export function UnsavedNotice() {
  const { t } = useTranslation();
  const { files, canEdit } = useWorkspace();
  const count = useFiles((state) => [...state.buffers.values()].filter(isUnsaved).length);
  if (count === 0 || !canEdit) return null;
  return (
    <Button
      variant="ghost"
      size="sm"
      className="h-7 shrink-0 gap-1.5 px-2 text-xs font-normal text-muted-foreground max-md:hidden"
      title={t('code.saveAll')}
      onClick={() => files.saveAll()}
    >
      <span aria-hidden className="size-2 rounded-full bg-warning" />
      {t('workspace.unsaved', { count })}
    </Button>
  );
}
