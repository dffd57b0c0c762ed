import { Alert, Button, Field, Input } from '@promptly/ui';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { Link, Navigate } from 'react-router';

import { AuthFrame } from '../components/auth-frame.tsx';
import { useAccount } from '../hooks/use-account.ts';
import { t } from '../i18n/index.ts';
import { session } from '../lib/session.ts';

interface NewAccount {
  name: string;
  email: string;
  password: string;
}

const MIN_PASSWORD_CHARS = 8;

export function SignUpPage() {
  const account = useAccount();
  const [taken, setTaken] = useState(false);
  const {
    register,
    handleSubmit,
    formState: { errors },
  } = useForm<NewAccount>();
  if (account) return <Navigate to="/" replace />;

  return (
    <AuthFrame
      title={t('auth.signUpTitle')}
      description={t('auth.signUpHint')}
      footer={
        <>
          {t('auth.haveAccount')}{' '}
          <Link to="/sign-in" className="font-medium text-primary-ink underline underline-offset-4">
            {t('auth.signIn')}
          </Link>
        </>
      }
    >
      <form
        noValidate
        onSubmit={handleSubmit((draft) => setTaken(!session.signUp(draft)))}
        className="grid gap-5"
      >
        {taken && <Alert variant="destructive">{t('auth.emailTaken')}</Alert>}
        <Field label={t('auth.name')} required error={errors.name?.message}>
          <Input autoComplete="name" {...register('name', { required: t('auth.nameNeeded') })} />
        </Field>
        <Field label={t('auth.email')} required error={errors.email?.message}>
          <Input
            type="email"
            autoComplete="email"
            {...register('email', {
              required: t('auth.emailNeeded'),
              pattern: { value: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, message: t('form.email') },
            })}
          />
        </Field>
        <Field
          label={t('auth.password')}
          required
          help={t('auth.passwordLength', { count: MIN_PASSWORD_CHARS })}
          error={errors.password?.message}
        >
          <Input
            type="password"
            autoComplete="new-password"
            {...register('password', {
              required: t('auth.passwordNeeded'),
              minLength: {
                value: MIN_PASSWORD_CHARS,
                message: t('auth.passwordLength', { count: MIN_PASSWORD_CHARS }),
              },
            })}
          />
        </Field>
        <Button type="submit" size="lg">
          {t('auth.signUp')}
        </Button>
      </form>
    </AuthFrame>
  );
}
