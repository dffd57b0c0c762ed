import { Alert, Button, Field, Input } from '@promptly/ui';
import { useState, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { Navigate, useSearchParams } from 'react-router';

import { AuthFrame } from '../components/auth-frame.tsx';
import { useAccount } from '../hooks/use-account.ts';
import { t } from '../i18n/index.ts';
import { demoAccounts } from '../lib/demo-accounts.ts';
import { session } from '../lib/session.ts';

interface Credentials {
  email: string;
  password: string;
}

/** Asks for an account; `footer` leads to where one can be made. */
export function SignInPage({ footer }: { footer?: ReactNode }) {
  const account = useAccount();
  const [params] = useSearchParams();
  const [refused, setRefused] = useState(false);
  const {
    register,
    handleSubmit,
    formState: { errors },
  } = useForm<Credentials>({
    defaultValues: { email: demoAccounts[0]?.email, password: demoAccounts[0]?.password },
  });
  if (account) return <Navigate to={pathWithin(params.get('from'))} replace />;

  return (
    <AuthFrame title={t('auth.signInTitle')} description={t('auth.signInHint')} footer={footer}>
      <form
        noValidate
        onSubmit={handleSubmit(({ email, password }) =>
          setRefused(!session.signIn(email, password)),
        )}
        className="grid gap-5"
      >
        {refused && <Alert variant="destructive">{t('auth.refused')}</Alert>}
        <Field label={t('auth.email')} required error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="email"
            {...register('email', { required: t('auth.emailNeeded') })}
          />
        </Field>
        <Field label={t('auth.password')} required error={errors.password?.message}>
          <Input
            type="password"
            autoComplete="current-password"
            {...register('password', { required: t('auth.passwordNeeded') })}
          />
        </Field>
        <Button type="submit" size="lg">
          {t('auth.signIn')}
        </Button>
      </form>
    </AuthFrame>
  );
}

/** A path of this app: an address elsewhere must not be reached through it. */
function pathWithin(from: string | null): string {
  return from?.startsWith('/') && !from.startsWith('//') ? from : '/';
}
