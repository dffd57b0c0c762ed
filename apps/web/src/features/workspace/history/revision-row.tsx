import { type Revision, type RevisionKind } from '@promptly/common';
import { Badge, Button } from '@promptly/ui';
import {
  Check,
  Download,
  Eye,
  History,
  type LucideIcon,
  PencilLine,
  Sparkles,
  Sprout,
  Undo2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFormats } from '../../../lib/format.ts';
import { useWorkspace } from '../workspace-context.tsx';
import { ApplyDialog } from './apply-dialog.tsx';

const KIND_ICONS: Record<RevisionKind, LucideIcon> = {
  init: Sprout,
  edit: PencilLine,
  import: Download,
  codegen: Sparkles,
  restore: History,
};

export interface RevisionRowProps {
  revision: Revision;
  now: number;
  restoring: boolean;
  onPreview: () => void;
  onRestore: () => void;
}

export function RevisionRow({ revision, now, restoring, onPreview, onRestore }: RevisionRowProps) {
  const { t } = useTranslation();
  const { ago, dateTime } = useFormats();
  const { project, canEdit } = useWorkspace();
  const Icon = KIND_ICONS[revision.kind];
  const kind = t(`history.kind.${revision.kind}`);
  const passed = revision.verdict?.checks.filter(({ status }) => status === 'passed').length ?? 0;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <span
        aria-hidden
        className="grid size-8 shrink-0 place-items-center rounded-lg bg-muted text-muted-foreground"
      >
        <Icon className="size-4" />
      </span>
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2">
          <span className="truncate text-sm font-medium">
            <span className="pe-1.5 font-normal text-muted-foreground tabular-nums">
              {t('history.number', { number: revision.number })}
            </span>
            {revision.message || kind}
          </span>
          {revision.isHead && <Badge>{t('history.current')}</Badge>}
          {!revision.applied && <Badge variant="warning">{t('history.notApplied')}</Badge>}
        </p>
        <p className="mt-0.5 truncate text-xs text-muted-foreground">
          {kind}
          {revision.author && ` ${t('history.by', { name: revision.author.name })}`} ·{' '}
          <time dateTime={revision.createdAt} title={dateTime(revision.createdAt)}>
            {ago(revision.createdAt, now)}
          </time>{' '}
          · {t('conversation.files', { count: revision.files })}
          {revision.verdict &&
            ` · ${t('history.checksPassed', { passed, total: revision.verdict.checks.length })}`}
        </p>
      </div>
      <div className="flex gap-1">
        <Button variant="ghost" size="sm" onClick={onPreview}>
          <Eye aria-hidden />
          {t('history.preview')}
        </Button>
        {canEdit && !revision.isHead && revision.applied && (
          <Button variant="ghost" size="sm" loading={restoring} onClick={onRestore}>
            {!restoring && <Undo2 aria-hidden />}
            {t('history.restore')}
          </Button>
        )}
        {canEdit && isWhole(revision, project.headRevisionId) && (
          <ApplyDialog onApply={onRestore}>
            <Button variant="ghost" size="sm" loading={restoring}>
              {!restoring && <Check aria-hidden />}
              {t('history.apply')}
            </Button>
          </ApplyDialog>
        )}
      </div>
    </li>
  );
}

/** What was checked, and has all that the project has now; another one would take away what was made since. */
function isWhole({ applied, verdict, parentId }: Revision, headRevisionId: string): boolean {
  return !applied && verdict !== null && parentId === headRevisionId;
}
