import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { AccountMenu } from './account-menu.tsx';
import { Logo } from './logo.tsx';

/** The bar above pages that are not a workspace. */
export function AppHeader({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="flex h-14 items-center gap-1 px-3 sm:px-5">
      <Link to="/" className="rounded-lg">
        <Logo shrinks={children !== undefined} />
        <span className="sr-only">{t('app.home')}</span>
      </Link>
      {children}
      <div className="ms-auto">
        <AccountMenu />
      </div>
    </header>
  );
}
