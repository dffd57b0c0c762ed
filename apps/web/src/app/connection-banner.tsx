import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { useOnline } from '../lib/use-online.ts';

/** Says that the network is away, and what that means for the work. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p className="flex items-center justify-center gap-2 bg-warning px-4 py-1.5 text-center text-sm font-medium text-warning-foreground">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {t('app.offline')}
        </p>
      )}
    </div>
  );
}
