import { useTranslation } from 'react-i18next';

import { Imigongo } from '../../../lib/imigongo/imigongo.tsx';
import { useActiveJob } from '../workspace-context.tsx';

const TONES = [
  'var(--muted)',
  'var(--background)',
  'var(--secondary)',
  'var(--background)',
] as const;

const COLUMNS = 7;
const ROWS = 5;

/**
 * What stands in for an app that is not there yet: a wall being painted, and what happens at this moment. A light moves
 * on with each step; nothing of this size moves all the time, which would take from the work itself on a small machine.
 */
export function BuildingScene() {
  const { t } = useTranslation();
  const steps = useActiveJob()?.steps ?? [];
  const step = steps.at(-1);
  return (
    <div className="absolute inset-0 grid place-items-center overflow-hidden bg-background">
      <Imigongo
        className="absolute inset-0 size-full"
        motif="diamonds"
        columns={COLUMNS}
        rows={ROWS}
        bands={4}
        tones={TONES}
        spark={{ column: steps.length % COLUMNS, row: 1, color: 'var(--primary)' }}
      />
      <p className="relative rounded-full border border-border bg-card px-5 py-2.5 shadow-popover">
        <span className="text-sm font-medium">
          {step ? t(`conversation.step.${step.name}`) : t('preview.loading')}
        </span>
      </p>
    </div>
  );
}
