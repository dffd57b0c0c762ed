import { Button, EmptyState } from '@promptly/ui';
import { ServerOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useSearchParams } from 'react-router';

import { innerAddress } from '../lib/inner-address.ts';
import { useSession, useSessionState } from '../lib/studio.tsx';
import { Splash } from './splash.tsx';

const RETRY_MS = 3_000;

/** Lets those pass who are signed in; others come back to this address after they signed in. */
export function RequireSession() {
  const state = useSessionState();
  const { pathname, search } = useLocation();
  switch (state.status) {
    case 'restoring':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed_out': {
      const next = pathname + search;
      const params = new URLSearchParams({
        ...(next !== '/' && { next }),
        ...(state.expired && { expired: '1' }),
      });
      return <Navigate to={{ pathname: '/sign-in', search: params.toString() }} replace />;
    }
    case 'signed_in':
      return <Outlet />;
  }
}

/** Lets those pass who are not signed in; others go where they wanted to. */
export function RequireVisitor() {
  const state = useSessionState();
  const [params] = useSearchParams();
  switch (state.status) {
    case 'restoring':
      return <Splash />;
    case 'unreachable':
      return <Unreachable />;
    case 'signed_out':
      return <Outlet />;
    case 'signed_in':
      return <Navigate to={innerAddress(params.get('next'))} replace />;
  }
}

/** Lets everybody pass, once it is known who they are. */
export function AwaitSession() {
  const { status } = useSessionState();
  if (status === 'restoring') return <Splash />;
  return status === 'unreachable' ? <Unreachable /> : <Outlet />;
}

function Unreachable() {
  const { t } = useTranslation();
  const session = useSession();
  useEffect(() => {
    const timer = setInterval(() => void session.restore(), RETRY_MS);
    return () => clearInterval(timer);
  }, [session]);
  return (
    <main className="grid grow place-items-center">
      <EmptyState
        icon={ServerOff}
        title={t('app.unreachable.title')}
        description={t('app.unreachable.description')}
        action={<Button onClick={() => void session.restore()}>{t('app.retry')}</Button>}
      />
    </main>
  );
}
