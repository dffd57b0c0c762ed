import { Outlet, useLocation } from 'react-router';

import { PageError } from './page-error.tsx';

/** The place of the current page, with a way out when it fails. */
export function PageFrame() {
  const { pathname } = useLocation();
  return (
    <PageError resetKey={pathname}>
      <Outlet />
    </PageError>
  );
}
