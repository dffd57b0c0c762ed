import { ApiError } from '@promptly/client';
import { Alert, Button } from '@promptly/ui';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi, useSession, useSessionState } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { useLinkToken } from './use-link-token.ts';

/**
 * Where the link of a mail leads that verifies an address: its reader signs in to the account of it, unless they are,
 * and confirms. It waits for a click: programs open links, too.
 */
export function VerifyEmailPage() {
  const { t } = useTranslation();
  const [api, session, state] = [useApi(), useSession(), useSessionState()];
  const token = useLinkToken();
  const errorMessage = useErrorMessage();
  const verify = useMutation({
    mutationFn: () => api.post('/api/v1/auth/email-verification/confirm', { body: { token } }),
  });
  const again = useMutation({ mutationFn: () => api.post('/api/v1/auth/email-verification') });
  usePageTitle(t('auth.verify.title'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.verify.title')}
      </PageHeading>
      {state.status === 'signed_in' ? (
        <>
          <p className="mt-1.5 text-muted-foreground">{t('auth.verify.description')}</p>
          <div className="mt-8 grid gap-5">{body(state.user.email)}</div>
        </>
      ) : (
        <>
          <p className="mt-1.5 text-muted-foreground">{t('auth.verify.signIn')}</p>
          <SignInForm onEntered={() => verify.mutateAsync().then(() => undefined)} />
        </>
      )}
    </AuthLayout>
  );

  function body(own: string) {
    if (verify.isSuccess) {
      return (
        <>
          <Alert>{t('auth.verify.done')}</Alert>
          <Button asChild size="lg" className="w-full">
            <Link to="/">{t('app.home')}</Link>
          </Button>
        </>
      );
    }
    const code = verify.error instanceof ApiError ? verify.error.code : undefined;
    if (code === 'forbidden') {
      return (
        <>
          <Alert variant="warning">{t('auth.verify.otherAccount', { own })}</Alert>
          <Button
            size="lg"
            className="w-full"
            onClick={() => void session.signOut().then(verify.reset)}
          >
            {t('auth.signOut')}
          </Button>
        </>
      );
    }
    if (again.isSuccess) return <Alert>{t('auth.verify.sent')}</Alert>;
    const error = again.error ?? verify.error;
    const isOver = code === 'link_expired';
    const next = isOver ? again : verify;
    return (
      <>
        {error !== null && <Alert variant="destructive">{errorMessage(error)}</Alert>}
        <Button size="lg" className="w-full" loading={next.isPending} onClick={() => next.mutate()}>
          {isOver ? t('auth.verify.again') : t('auth.verify.submit')}
        </Button>
      </>
    );
  }
}
