import { type Finding } from '@promptly/common';
import { useTranslation } from 'react-i18next';

import { useFormats } from '../../../lib/format.ts';
import { type CheckView } from '../jobs/job-view.ts';
import { type Place } from '../use-workspace-url.ts';
import { CheckIcon } from './check-icon.tsx';
import { FindingRow } from './finding-row.tsx';

const MAX_FINDINGS = 50;

export interface CheckEvidenceProps {
  check: CheckView;
  onOpen: (place: Place) => void;
}

/** What a check looks at, what it found, and where. */
export function CheckEvidence({ check, onOpen }: CheckEvidenceProps) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  const findings: readonly Finding[] = 'findings' in check ? check.findings : [];
  return (
    <div className="max-h-[min(26rem,70dvh)] overflow-y-auto">
      <div className="flex gap-2.5 p-4">
        <CheckIcon status={check.status} className="mt-0.5 size-4.5" />
        <div className="min-w-0">
          <p className="font-medium">
            {t(`verdict.check.${check.name}`)}{' '}
            <span className="font-normal text-muted-foreground">
              {t(`verdict.status.${check.status}`)}
              {'durationMs' in check && ` · ${duration(check.durationMs)}`}
            </span>
          </p>
          <p className="mt-0.5 text-muted-foreground">{t(`verdict.about.${check.name}`)}</p>
          {'summary' in check && check.summary && <p className="mt-1.5">{check.summary}</p>}
        </div>
      </div>
      {findings.length > 0 && (
        <ul className="border-t border-border py-1.5">
          {findings.slice(0, MAX_FINDINGS).map((finding, index) => (
            <FindingRow key={index} finding={finding} onOpen={onOpen} />
          ))}
          {findings.length > MAX_FINDINGS && (
            <li className="px-4 py-2 text-xs text-muted-foreground">
              {t('verdict.moreFindings', { count: findings.length - MAX_FINDINGS })}
            </li>
          )}
        </ul>
      )}
    </div>
  );
}
