import { type Finding } from '@promptly/common';
import { Button, cn } from '@promptly/ui';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { type Place } from '../use-workspace-url.ts';

const ICONS = {
  error: { Icon: CircleAlert, className: 'text-destructive-ink' },
  warning: { Icon: TriangleAlert, className: 'text-warning-ink' },
  info: { Icon: Info, className: 'text-muted-foreground' },
} as const;

export interface FindingRowProps {
  finding: Finding;
  onOpen: (place: Place) => void;
}

/** One piece of evidence, with a way to the line that it is about. */
export function FindingRow({ finding, onOpen }: FindingRowProps) {
  const { t } = useTranslation();
  const { Icon, className } = ICONS[finding.severity];
  const { path, line, column } = finding;
  return (
    <li className="flex gap-2.5 px-4 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', className)} />
      <div className="min-w-0 text-sm">
        <p className="break-words">
          <span className="sr-only">{t(`verdict.severity.${finding.severity}`)} </span>
          {finding.message}{' '}
          {finding.rule && (
            <span className="font-mono text-xs text-muted-foreground">{finding.rule}</span>
          )}
        </p>
        {path && (
          <Button
            variant="link"
            className="h-auto max-w-full justify-start p-0 font-mono text-xs font-normal"
            title={t('verdict.openFinding', { path, line: line ?? 1 })}
            onClick={() => onOpen({ path, line, column })}
          >
            <span className="truncate">{line ? `${path}:${line}` : path}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
