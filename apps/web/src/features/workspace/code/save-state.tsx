import { isTextBuffer, type TextBuffer } from '@promptly/editor';
import { Button, cn } from '@promptly/ui';
import { Check, CircleAlert, CloudOff, LoaderCircle, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFiles, useWorkspace } from '../workspace-context.tsx';
import { useRefusalText } from './use-file-tree-text.ts';

const ICONS = {
  clean: { Icon: Check, className: 'text-success-ink' },
  dirty: { Icon: PencilLine, className: 'text-muted-foreground' },
  saving: { Icon: LoaderCircle, className: 'animate-spin text-muted-foreground' },
  waiting: { Icon: CloudOff, className: 'text-warning-ink' },
  refused: { Icon: CircleAlert, className: 'text-destructive-ink' },
  conflict: { Icon: CircleAlert, className: 'text-destructive-ink' },
} as const satisfies Record<TextBuffer['status'], unknown>;

/** Whether the file on screen is saved, and the button that saves it. */
export function SaveState({ path }: { path: string }) {
  const { t } = useTranslation();
  const { files, canEdit } = useWorkspace();
  const refusalText = useRefusalText();
  const buffer = useFiles((state) => state.buffers.get(path));
  if (!isTextBuffer(buffer)) return null;
  if (!canEdit) return <span className="text-xs text-muted-foreground">{t('code.readOnly')}</span>;
  const { Icon, className } = ICONS[buffer.status];
  const text =
    buffer.status === 'refused'
      ? t('code.state.refused', { reason: refusalText(buffer.reason) })
      : t(`code.state.${buffer.status}`);
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span
        role="status"
        className="flex min-w-0 items-center gap-1.5 text-xs text-muted-foreground"
      >
        <Icon aria-hidden className={cn('size-3.5 shrink-0', className)} />
        <span className="truncate">{text}</span>
      </span>
      {buffer.status !== 'clean' && buffer.status !== 'conflict' && (
        <Button
          size="sm"
          className="h-7 px-2.5 text-xs"
          disabled={buffer.status === 'saving'}
          onClick={() => files.save(path)}
        >
          {t('code.save')}
        </Button>
      )}
    </div>
  );
}
