import { ApiError } from '@promptly/client';
import { Alert, Button, Field, Input } from '@promptly/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';

import { PageHeading } from '../../app/page-heading.tsx';
import { useErrorMessage } from '../../lib/error-message.ts';
import { useSession } from '../../lib/studio.tsx';
import { usePageTitle } from '../../lib/use-page-title.ts';
import { AuthLayout } from './auth-layout.tsx';
import { PasswordField } from './password-field.tsx';
import { PasswordRule } from './password-rule.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { useAuthForm } from './use-auth-form.ts';
import { useFaultText } from './use-fault-text.ts';
import { useSignupRule } from './use-signup-rule.ts';

const NAME_MAX_CHARS = 100;

export function SignUpPage() {
  const { t } = useTranslation();
  const session = useSession();
  const [params] = useSearchParams();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const [name, setName] = useState('');
  const form = useAuthForm(true, (values) =>
    session.signUp({ ...values, ...(name.trim() && { name: name.trim() }) }),
  );
  const isTaken = form.error instanceof ApiError && form.error.code === 'email_taken';
  const rule = useSignupRule();
  const refusal = rule && rule.mode !== 'open' && t(`auth.signUp.refused.${rule.mode}`);
  usePageTitle(t('auth.signUp.submit'));

  return (
    <AuthLayout>
      <PageHeading className="font-display text-3xl font-semibold tracking-tight">
        {t('auth.signUp.title')}
      </PageHeading>
      <p className="mt-1.5 text-muted-foreground">
        {t(rule?.isFirst ? 'auth.signUp.first' : 'auth.signUp.description')}
      </p>
      <form className="mt-8 grid gap-5" noValidate onSubmit={form.onSubmit}>
        {refusal && !form.error && <Alert variant="warning">{refusal}</Alert>}
        {form.error !== null && !isTaken && (
          <Alert variant="destructive">{errorMessage(form.error)}</Alert>
        )}
        <Field
          label={
            <>
              {t('auth.name')}
              <span className="font-normal text-muted-foreground">{t('auth.optional')}</span>
            </>
          }
        >
          <Input
            name="name"
            autoComplete="name"
            className="h-11"
            maxLength={NAME_MAX_CHARS}
            placeholder={t('auth.namePlaceholder')}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Field
          label={t('auth.email')}
          error={isTaken ? t('auth.emailTaken') : faultText(form.faults.email)}
        >
          <Input
            type="email"
            name="email"
            autoComplete="email"
            className="h-11"
            placeholder={t('auth.emailPlaceholder')}
            value={form.values.email}
            onChange={(event) => form.set({ email: event.target.value })}
          />
        </Field>
        <PasswordField
          autoComplete="new-password"
          value={form.values.password}
          onValueChange={(password) => form.set({ password })}
          error={faultText(form.faults.password)}
          help={
            form.faults.password !== 'password_short' && (
              <PasswordRule password={form.values.password} />
            )
          }
        />
        <Button type="submit" size="lg" className="w-full" loading={form.pending}>
          {t('auth.signUp.submit')}
        </Button>
      </form>
      <ProviderButtons />
      {!rule?.isFirst && (
        <p className="mt-8 text-center text-sm text-muted-foreground">
          {t('auth.signUp.switch')}{' '}
          <Button asChild variant="link" className="h-auto px-1">
            <Link to={{ pathname: '/sign-in', search: params.toString() }}>
              {t('auth.signUp.switchAction')}
            </Link>
          </Button>
        </p>
      )}
    </AuthLayout>
  );
}
