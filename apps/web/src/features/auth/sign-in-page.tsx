import { ApiError } from '@promptly/client';
import { Alert, Button, Field, Input } from '@promptly/ui';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useSearchParams } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useSession } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { PasswordField } from './password-field.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { useArrivalProblem } from './use-arrival-problem.ts';
import { useAuthForm } from './use-auth-form.ts';
import { useFaultText } from './use-fault-text.ts';
import { useSignupRule } from './use-signup-rule.ts';

export function SignInPage() {
  const { t } = useTranslation();
  const session = useSession();
  const [params] = useSearchParams();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const form = useAuthForm(false, (values) => session.signIn(values));
  const isWrong = form.error instanceof ApiError && form.error.code === 'invalid_credentials';
  const problem = useArrivalProblem();
  const rule = useSignupRule();
  usePageTitle(t('auth.signIn.submit'));
  // Nobody has an account yet.
  if (rule?.isFirst) return <Navigate to={{ pathname: '/sign-up', search: `${params}` }} replace />;

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.signIn.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">{t('auth.signIn.description')}</p>
      <form className="mt-8 grid gap-5" noValidate onSubmit={form.onSubmit}>
        {params.has('expired') && !form.error && (
          <Alert variant="warning">{t('auth.signIn.expired')}</Alert>
        )}
        {problem !== null && !form.error && <Alert variant="destructive">{problem}</Alert>}
        {form.error !== null && (
          <Alert variant="destructive">
            {isWrong ? t('auth.wrongCredentials') : errorMessage(form.error)}
          </Alert>
        )}
        <Field label={t('auth.email')} error={faultText(form.faults.email)}>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            className="h-11"
            placeholder={t('auth.emailPlaceholder')}
            value={form.values.email}
            onChange={(event) => form.set({ email: event.target.value })}
          />
        </Field>
        <PasswordField
          autoComplete="current-password"
          value={form.values.password}
          onValueChange={(password) => form.set({ password })}
          error={faultText(form.faults.password)}
        />
        <Button asChild variant="link" className="-mt-3 h-auto justify-self-start px-0">
          <Link to="/forgot-password">{t('auth.forgot.link')}</Link>
        </Button>
        <Button type="submit" size="lg" className="w-full" loading={form.pending}>
          {t('auth.signIn.submit')}
        </Button>
      </form>
      <ProviderButtons />
      {(rule?.mode ?? 'open') === 'open' && (
        <p className="mt-8 text-center text-sm text-muted-foreground">
          {t('auth.signIn.switch')}{' '}
          <Button asChild variant="link" className="h-auto px-1">
            <Link to={{ pathname: '/sign-up', search: params.toString() }}>
              {t('auth.signIn.switchAction')}
            </Link>
          </Button>
        </p>
      )}
    </AuthLayout>
  );
}
