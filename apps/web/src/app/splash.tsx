import { useTranslation } from 'react-i18next';

import { LogoMark } from './logo.tsx';

/** What is on screen while the studio finds out who is there. */
export function Splash() {
  const { t } = useTranslation();
  return (
    <div
      role="status"
      className="grid grow animate-fade-in place-items-center [animation-delay:200ms] [animation-fill-mode:both]"
    >
      <LogoMark className="size-10 animate-pulse" />
      <span className="sr-only">{t('app.loading')}</span>
    </div>
  );
}
