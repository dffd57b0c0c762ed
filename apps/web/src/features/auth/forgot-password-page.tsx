import { Alert, Button, Field, Input } from '@promptly/ui';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useApi } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { emailFault } from './credentials.ts';
import { useFaultText } from './use-fault-text.ts';

/** Says the same whether or not there is an account, as the server does. */
export function ForgotPasswordPage() {
  const { t } = useTranslation();
  const api = useApi();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const [email, setEmail] = useState('');
  const [judged, setJudged] = useState(false);
  const request = useMutation({
    mutationFn: () => api.post('/api/v1/auth/password-reset', { body: { email: email.trim() } }),
  });
  const fault = emailFault(email);
  usePageTitle(t('auth.forgot.title'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.forgot.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">{t('auth.forgot.description')}</p>
      {request.isSuccess ? (
        <Alert className="mt-8">{t('auth.forgot.sent')}</Alert>
      ) : (
        <form
          className="mt-8 grid gap-5"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setJudged(true);
            if (!fault && !request.isPending) request.mutate();
          }}
        >
          {request.isError && <Alert variant="destructive">{errorMessage(request.error)}</Alert>}
          <Field label={t('auth.email')} error={faultText(judged ? fault : undefined)}>
            <Input
              type="email"
              name="email"
              autoComplete="username"
              className="h-11"
              placeholder={t('auth.emailPlaceholder')}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </Field>
          <Button type="submit" size="lg" className="w-full" loading={request.isPending}>
            {t('auth.forgot.submit')}
          </Button>
        </form>
      )}
      <p className="mt-8 text-center text-sm">
        <Button asChild variant="link" className="h-auto px-1">
          <Link to="/sign-in">{t('auth.signIn.submit')}</Link>
        </Button>
      </p>
    </AuthLayout>
  );
}
