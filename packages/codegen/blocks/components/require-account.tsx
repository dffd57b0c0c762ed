import { Navigate, Outlet, useLocation } from 'react-router';

import { useAccount } from '../hooks/use-account.ts';

/** Lets only people who are signed in through; others sign in first and come back. */
export function RequireAccount() {
  const account = useAccount();
  const { pathname, search } = useLocation();
  if (account) return <Outlet />;
  const from = pathname + search;
  return (
    <Navigate
      to={from === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(from)}`}
      replace
    />
  );
}
