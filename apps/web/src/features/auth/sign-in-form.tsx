import { ApiError } from '@promptly/client';
import { Alert, Button, Field, Input } from '@promptly/ui';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { useErrorMessage } from '../../lib/error-message.ts';
import { useSession } from '../../lib/studio.tsx';
import { PasswordField } from './password-field.tsx';
import { useAuthForm } from './use-auth-form.ts';
import { useFaultText } from './use-fault-text.ts';

interface SignInFormProps {
  /** What is told above the fields, until the server refuses a try. */
  notice?: ReactNode;
  /** Called once somebody is signed in. */
  onEntered?: () => Promise<void>;
}

/** Signs in with an address and a password. */
export function SignInForm({ notice, onEntered }: SignInFormProps) {
  const { t } = useTranslation();
  const session = useSession();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const form = useAuthForm(false, async (values) => {
    await session.signIn(values);
    await onEntered?.();
  });
  const isWrong = form.error instanceof ApiError && form.error.code === 'invalid_credentials';

  return (
    <form className="mt-8 grid gap-5" noValidate onSubmit={form.onSubmit}>
      {form.error === null ? (
        notice
      ) : (
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
  );
}
