import { CircleMinus, PencilLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useHeadDoubt } from '../history/use-head-doubt.ts';

const ICONS = { edited: PencilLine, unchecked: CircleMinus };

/** Says below the newest turn that the project no longer stands at what was verified there. */
export function HeadNotice() {
  const { t } = useTranslation();
  const doubt = useHeadDoubt();
  if (doubt === null) return null;
  const Icon = ICONS[doubt];
  return (
    <p role="status" className="mt-5 flex items-start gap-2 text-sm text-muted-foreground">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      {t(`workspace.head.${doubt}`)}
    </p>
  );
}
