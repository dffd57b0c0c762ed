import { Popover, PopoverContent, PopoverTrigger } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { useFormats } from '../../../lib/format.ts';
import { type CheckView } from '../jobs/job-view.ts';
import { type Place } from '../use-workspace-url.ts';
import { CheckEvidence } from './check-evidence.tsx';
import { CheckIcon } from './check-icon.tsx';

export interface VerdictStripProps {
  checks: readonly CheckView[];
  onOpen: (place: Place) => void;
}

/** The seven checks in a row as they end; each opens the evidence behind it. */
export function VerdictStrip({ checks, onOpen }: VerdictStripProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('verdict.label')}>
      <ul className="grid grid-cols-7 divide-x divide-border overflow-hidden rounded-xl border border-border bg-card shadow-xs">
        {checks.map((check) => (
          <li key={check.name} className="min-w-0">
            <CheckCell check={check} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function CheckCell({ check, onOpen }: { check: CheckView; onOpen: (place: Place) => void }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  return (
    <Popover>
      <PopoverTrigger className="flex w-full cursor-pointer flex-col items-center gap-1 px-0.5 py-2.5 transition-colors hover:bg-accent focus-visible:-outline-offset-2 data-[state=open]:bg-accent">
        <CheckIcon status={check.status} />
        <span className="max-w-full truncate text-[0.6875rem] leading-none font-medium">
          {t(`verdict.check.${check.name}`)}
        </span>
        <span className="sr-only">, {t(`verdict.status.${check.status}`)} </span>
        <span className="text-[0.625rem] leading-none whitespace-nowrap text-muted-foreground tabular-nums">
          {'durationMs' in check ? duration(check.durationMs) : '\u00a0'}
        </span>
      </PopoverTrigger>
      <PopoverContent
        aria-label={t(`verdict.check.${check.name}`)}
        className="w-96 p-0"
        collisionPadding={12}
      >
        <CheckEvidence check={check} onOpen={onOpen} />
      </PopoverContent>
    </Popover>
  );
}
