import { Button, EmptyState } from '@promptly/ui';
import { Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';

/** What is shown in place of a page that threw, or whose code could not be fetched. */
export function CrashPage() {
  const { t } = useTranslation();
  return (
    <main className="grid grow place-items-center">
      <EmptyState
        icon={Unplug}
        title={t('app.crashed.title')}
        description={t('app.crashed.description')}
        action={<Button onClick={() => location.reload()}>{t('app.crashed.action')}</Button>}
      />
    </main>
  );
}
