import { cn } from '@promptly/ui';
import { LoaderCircle } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { type StepView } from '../jobs/job-view.ts';
import { CheckIcon } from '../verdict/check-icon.tsx';

const ICON_STATUS = { done: 'passed', failed: 'failed' } as const;
const STATE_KEYS = {
  running: 'conversation.stepRunning',
  done: 'conversation.stepDone',
  failed: 'conversation.stepFailed',
} as const;

/** The steps of a job in their order; the one under way is all that moves while an app is made. */
export function TurnSteps({ steps }: { steps: readonly StepView[] }) {
  const { t } = useTranslation();
  return (
    <ol aria-label={t('conversation.steps')} className="grid gap-1.5">
      {steps.map(({ name, state }) => (
        <li key={name} className="flex items-center gap-2 text-sm">
          {state === 'running' ? (
            <LoaderCircle
              aria-hidden
              className="size-4 shrink-0 animate-spin text-primary-ink motion-reduce:animate-none"
            />
          ) : (
            <CheckIcon status={ICON_STATUS[state]} />
          )}
          <span className={cn(state === 'running' ? 'font-medium' : 'text-muted-foreground')}>
            {t(`conversation.step.${name}`)}
          </span>
          <span className="sr-only">{t(STATE_KEYS[state])}</span>
        </li>
      ))}
    </ol>
  );
}
