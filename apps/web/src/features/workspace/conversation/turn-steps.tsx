import { cn } from '@promptly/ui';
import { useTranslation } from 'react-i18next';

import { type StepView } from '../jobs/job-view.ts';
import { CheckIcon } from '../verdict/check-icon.tsx';

const ICON_STATUS = { running: 'running', done: 'passed', failed: 'failed' } as const;
const STATE_KEYS = {
  running: 'conversation.stepRunning',
  done: 'conversation.stepDone',
  failed: 'conversation.stepFailed',
} as const;

/** The steps of a job in their order; the one under way is lit. */
export function TurnSteps({ steps }: { steps: readonly StepView[] }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('conversation.steps')} className="grid gap-1.5">
      {steps.map(({ name, state }) => (
        <li key={name} className="flex animate-fade-in items-center gap-2 text-sm">
          <CheckIcon status={ICON_STATUS[state]} />
          <span
            className={cn(
              state === 'running' ? 'text-shimmer font-medium' : 'text-muted-foreground',
            )}
          >
            {t(`conversation.step.${name}`)}
          </span>
          <span className="sr-only">{t(STATE_KEYS[state])}</span>
        </li>
      ))}
    </ol>
  );
}
