import { Skeleton } from '@promptly/ui';
import { Suspense } from 'react';
import { Outlet, useLocation } from 'react-router';

import { t } from '../i18n/index.ts';
import { PageError } from './page-error.tsx';

/** The place of the current page: a skeleton while its code arrives, a way out when it fails. */
export function PageFrame() {
  const { pathname } = useLocation();
  return (
    <PageError resetKey={pathname}>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </PageError>
  );
}

function PageSkeleton() {
  return (
    <div role="status" aria-label={t('page.loading')} className="grid gap-6">
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-10 w-full max-w-xs" />
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
