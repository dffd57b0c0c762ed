import { Alert, Button } from '@promptly/ui';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { useLinkToken } from './use-link-token.ts';

/** Where the link of a mail leads that verifies an address. It waits for a click: programs open links, too. */
export function VerifyEmailPage() {
  const { t } = useTranslation();
  const api = useApi();
  const token = useLinkToken();
  const errorMessage = useErrorMessage();
  const verify = useMutation({
    mutationFn: () => api.post('/api/v1/auth/email-verification/confirm', { body: { token } }),
  });
  usePageTitle(t('auth.verify.title'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.verify.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">{t('auth.verify.description')}</p>
      <div className="mt-8 grid gap-5">
        {verify.isError && <Alert variant="destructive">{errorMessage(verify.error)}</Alert>}
        {verify.isSuccess ? (
          <>
            <Alert>{t('auth.verify.done')}</Alert>
            <Button asChild size="lg" className="w-full">
              <Link to="/">{t('app.home')}</Link>
            </Button>
          </>
        ) : (
          <Button
            size="lg"
            className="w-full"
            loading={verify.isPending}
            onClick={() => verify.mutate()}
          >
            {t('auth.verify.submit')}
          </Button>
        )}
      </div>
    </AuthLayout>
  );
}
