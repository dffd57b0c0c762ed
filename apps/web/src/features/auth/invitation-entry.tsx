import { Alert, Button, Field, Input } from '@promptly/ui';
import { ApiError } from '@promptly/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useErrorMessage } from '../../lib/error-message.ts';
import { useSession } from '../../lib/studio.tsx';
import { PasswordField } from './password-field.tsx';
import { PasswordRule } from './password-rule.tsx';
import { useAuthForm } from './use-auth-form.ts';
import { useFaultText } from './use-fault-text.ts';

interface InvitationEntryProps {
  /** The address that was invited: only its account can accept. */
  email: string;
  /** The token of the invitation. */
  invitation: string;
  /** Called once somebody is signed in. */
  onEntered: () => Promise<void>;
}

/** Makes the account of an invited address, or signs in to it where there is one. */
export function InvitationEntry({ email, invitation, onEntered }: InvitationEntryProps) {
  const { t } = useTranslation();
  const session = useSession();
  const errorMessage = useErrorMessage();
  const faultText = useFaultText();
  const [isNew, setIsNew] = useState(true);
  const form = useAuthForm(
    isNew,
    async (values) => {
      if (isNew) await session.signUp({ ...values, invitation });
      else await session.signIn(values);
      await onEntered();
    },
    email,
  );
  const code = form.error instanceof ApiError ? form.error.code : undefined;
  const kind = isNew ? 'signUp' : 'signIn';

  return (
    <>
      <form className="grid gap-5" noValidate onSubmit={form.onSubmit}>
        {form.error !== null && (
          <Alert variant="destructive">
            {code === 'email_taken'
              ? t('auth.emailTaken')
              : code === 'invalid_credentials'
                ? t('auth.wrongCredentials')
                : errorMessage(form.error)}
          </Alert>
        )}
        <Field label={t('auth.email')}>
          <Input type="email" name="email" autoComplete="username" readOnly value={email} />
        </Field>
        <PasswordField
          autoComplete={isNew ? 'new-password' : 'current-password'}
          value={form.values.password}
          onValueChange={(password) => form.set({ password })}
          error={faultText(form.faults.password)}
          help={
            isNew &&
            form.faults.password !== 'password_short' && (
              <PasswordRule password={form.values.password} />
            )
          }
        />
        <Button type="submit" size="lg" className="w-full" loading={form.pending}>
          {t(`auth.invitation.${kind}`)}
        </Button>
      </form>
      <p className="text-center text-sm text-muted-foreground">
        {t(`auth.${kind}.switch`)}{' '}
        <Button
          variant="link"
          className="h-auto px-1"
          onClick={() => {
            setIsNew(!isNew);
            form.set({ password: '' });
          }}
        >
          {t(`auth.${kind}.switchAction`)}
        </Button>
      </p>
    </>
  );
}
