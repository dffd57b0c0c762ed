import { type ConflictBuffer } from '@promptly/editor';
import { Button } from '@promptly/ui';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useWorkspace } from '../workspace-context.tsx';

export interface ConflictBarProps {
  path: string;
  buffer: ConflictBuffer;
}

/** Says that a file was changed here and elsewhere, and offers the ways out. */
export function ConflictBar({ path, buffer: { theirs, asked } }: ConflictBarProps) {
  const { t } = useTranslation();
  const { files } = useWorkspace();
  const isSettled = theirs.status === 'known' || theirs.status === 'deleted';
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-warning-ink/25 bg-warning-soft px-4 py-2.5 text-warning-ink">
      <p role="alert" className="flex min-w-0 flex-[1_1_20rem] items-center gap-2 text-sm">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        <span>
          <strong className="font-semibold">{t('code.conflict.title')}</strong>{' '}
          {theirs.status === 'deleted'
            ? t('code.conflict.deleted')
            : t('code.conflict.description')}
        </span>
      </p>
      <div className="flex flex-wrap gap-2">
        {!asked && (
          <Button size="sm" variant="outline" onClick={() => files.save(path)}>
            {t('code.conflict.compare')}
          </Button>
        )}
        {theirs.status === 'unreadable' && (
          <Button size="sm" variant="outline" onClick={() => files.save(path)}>
            {t('app.retry')}
          </Button>
        )}
        {isSettled && asked && (
          <>
            <Button
              size="sm"
              variant="outline"
              onClick={() => files.resolve(path, { choice: 'theirs' })}
            >
              {t(
                theirs.status === 'deleted'
                  ? 'code.conflict.acceptDeletion'
                  : 'code.conflict.theirs',
              )}
            </Button>
            <Button size="sm" onClick={() => files.resolve(path, { choice: 'mine' })}>
              {t('code.conflict.mine')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
