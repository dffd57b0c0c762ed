import { cn } from '@promptly/ui';
import { CircleAlert, CircleCheck, CircleSlash2, CircleX } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useFormats } from '../../../lib/format.ts';
import { useIsApplied } from '../history/use-revisions.ts';
import { hasEnded, isOver, type JobView } from '../jobs/job-view.ts';
import { type Place } from '../use-workspace-url.ts';
import { VerdictStrip } from '../verdict/verdict-strip.tsx';
import { RequirementList } from './requirement-list.tsx';
import { TurnFailure } from './turn-failure.tsx';
import { TurnFiles } from './turn-files.tsx';
import { TurnPrompt } from './turn-prompt.tsx';
import { TurnSteps } from './turn-steps.tsx';

export interface TurnProps {
  job: JobView;
  onOpen: (place: Place) => void;
  onPreview: (revisionId: string) => void;
  onRephrase: (promptText: string) => void;
}

/** A prompt and what came of it. */
export function Turn({ job, onOpen, onPreview, onRephrase }: TurnProps) {
  const { t } = useTranslation();
  const isApplied = useIsApplied(job.status === 'failed' ? job.candidateId : null);
  return (
    <li className="grid min-w-0 gap-4">
      <TurnPrompt text={job.promptText} />
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5 ps-0.5">
        {isOver(job) ? (
          <TurnOutcome job={job} isApplied={isApplied} />
        ) : job.steps.length === 0 ? (
          <p className="text-sm font-medium">{t('conversation.status.queued')}</p>
        ) : (
          <TurnSteps steps={job.steps} />
        )}
        <TurnFiles job={job} onOpen={onOpen} />
        {areChecksTold(job) && <VerdictStrip checks={job.checks} onOpen={onOpen} />}
        {job.requirements.length > 0 && <RequirementList requirements={job.requirements} />}
        {job.status === 'failed' && !isApplied && (
          <TurnFailure job={job} onOpen={onOpen} onPreview={onPreview} onRephrase={onRephrase} />
        )}
      </div>
    </li>
  );
}

/** From when there is something to check; of a job that ended before any check did, there is nothing to tell. */
function areChecksTold(job: JobView): boolean {
  if (isOver(job)) return job.checks.some(hasEnded);
  return job.candidateId !== null || job.checks.some(({ status }) => status !== 'pending');
}

const OUTCOMES = {
  applied: { Icon: CircleAlert, className: 'text-warning-ink' },
  succeeded: { Icon: CircleCheck, className: 'text-success-ink' },
  failed: { Icon: CircleX, className: 'text-destructive-ink' },
  canceled: { Icon: CircleSlash2, className: 'text-muted-foreground' },
} as const;

function TurnOutcome({ job, isApplied }: { job: JobView; isApplied: boolean }) {
  const { t } = useTranslation();
  const { duration } = useFormats();
  if (job.status === 'queued' || job.status === 'running') return null;
  const outcome = isApplied ? 'applied' : job.status;
  const { Icon, className } = OUTCOMES[outcome];
  const tookMs = job.finishedAt ? Date.parse(job.finishedAt) - Date.parse(job.createdAt) : null;
  return (
    <p className="flex items-center gap-2 text-sm font-medium">
      <Icon aria-hidden className={cn('size-4.5 shrink-0', className)} />
      {t(`conversation.status.${outcome}`)}
      <span className="font-normal text-muted-foreground">
        {tookMs !== null && t('conversation.took', { duration: duration(tookMs) })}
        {job.costCents > 0 &&
          ` · ${t('conversation.cost', { amount: (job.costCents / 100).toFixed(2) })}`}
      </span>
    </p>
  );
}
