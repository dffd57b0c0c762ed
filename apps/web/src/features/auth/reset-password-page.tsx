import { ApiError } from '@promptly/client';
import { Alert, Button } from '@promptly/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi, useSession } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { passwordFault } from './credentials.ts';
import { PasswordField } from './password-field.tsx';
import { PasswordRule } from './password-rule.tsx';
import { useFaultText } from './use-fault-text.ts';
import { useLinkToken } from './use-link-token.ts';

/** Where the link of a mail leads that resets the password. */
export function ResetPasswordPage() {
  const { t } = useTranslation();
  const [api, session] = [useApi(), useSession()];
  const token = useLinkToken();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const [newPassword, setNewPassword] = useState('');
  const [judged, setJudged] = useState(false);
  const reset = useMutation({
    async mutationFn() {
      await api.post('/api/v1/auth/password-reset/confirm', { body: { token, newPassword } });
      // The session of this browser has ended, too.
      session.expire();
    },
  });
  const fault = judged ? passwordFault(newPassword, true) : undefined;
  const hasExpired = reset.error instanceof ApiError && reset.error.code === 'link_expired';
  usePageTitle(t('auth.reset.title'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.reset.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">{t('auth.reset.description')}</p>
      {reset.isSuccess ? (
        <>
          <Alert className="mt-8">{t('auth.reset.done')}</Alert>
          <Button asChild size="lg" className="mt-5 w-full">
            <Link to="/sign-in">{t('auth.signIn.submit')}</Link>
          </Button>
        </>
      ) : (
        <form
          className="mt-8 grid gap-5"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setJudged(true);
            if (!passwordFault(newPassword, true) && !reset.isPending) reset.mutate();
          }}
        >
          {reset.isError && (
            <Alert variant="destructive">
              {errorMessage(reset.error)}{' '}
              {hasExpired && (
                <Link to="/forgot-password" className="underline">
                  {t('auth.reset.again')}
                </Link>
              )}
            </Alert>
          )}
          <PasswordField
            autoComplete="new-password"
            value={newPassword}
            onValueChange={setNewPassword}
            error={faultText(fault)}
            help={fault !== 'password_short' && <PasswordRule password={newPassword} />}
          />
          <Button type="submit" size="lg" className="w-full" loading={reset.isPending}>
            {t('auth.reset.submit')}
          </Button>
        </form>
      )}
    </AuthLayout>
  );
}
