import { Button, EmptyState } from '@promptly/ui';
import { Compass } from 'lucide-react';
import { Link } from 'react-router';

import { t } from '../i18n/index.ts';

export function NotFoundPage() {
  return (
    <>
      <title>{t('notFound.title')}</title>
      <EmptyState
        icon={Compass}
        title={<h1>{t('notFound.title')}</h1>}
        description={t('notFound.hint')}
        action={
          <Button asChild>
            <Link to="/">{t('notFound.home')}</Link>
          </Button>
        }
        className="min-h-[60dvh] justify-center"
      />
    </>
  );
}
