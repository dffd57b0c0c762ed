import { Button, EmptyState } from '@promptly/ui';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { usePageTitle } from '../lib/use-page-title.ts';
import { PageHeading } from './page-heading.tsx';

export function NotFoundPage() {
  const { t } = useTranslation();
  usePageTitle(t('app.notFound.title'));
  return (
    <main className="grid grow place-items-center">
      <EmptyState
        icon={Compass}
        title={<PageHeading>{t('app.notFound.title')}</PageHeading>}
        description={t('app.notFound.description')}
        action={
          <Button asChild>
            <Link to="/">{t('app.notFound.action')}</Link>
          </Button>
        }
      />
    </main>
  );
}
