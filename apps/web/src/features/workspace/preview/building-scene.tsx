import { useTranslation } from 'react-i18next';

import { Imigongo } from '../../../lib/imigongo/imigongo.tsx';
import { useActiveJob } from '../workspace-context.tsx';

const TONES = [
  'var(--muted)',
  'var(--background)',
  'var(--secondary)',
  'var(--background)',
] as const;

/** What stands in for an app that is not there yet: a wall being painted, and what happens at this moment. */
export function BuildingScene() {
  const { t } = useTranslation();
  const step = useActiveJob()?.steps.at(-1);
  return (
    <div className="absolute inset-0 grid place-items-center overflow-hidden bg-background">
      <Imigongo
        className="absolute inset-0 size-full animate-pulse [animation-duration:3.2s] motion-reduce:animate-none"
        motif="diamonds"
        columns={7}
        rows={5}
        bands={4}
        tones={TONES}
      />
      <p className="relative rounded-full border border-border bg-card px-5 py-2.5 shadow-popover">
        <span className="text-shimmer text-sm font-medium">
          {step ? t(`conversation.step.${step.name}`) : t('preview.loading')}
        </span>
      </p>
    </div>
  );
}
