import { LIMITS } from '@promptly/common';

export interface Credentials {
  email: string;
  password: string;
}

export type CredentialFault = 'email_invalid' | 'password_missing' | 'password_short';
export type CredentialFaults = Partial<Record<keyof Credentials, CredentialFault>>;

/** Deliberately loose: the server has the last word, this only catches slips. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What is wrong with the form, by field; `isNew` holds the password to the rule for new ones. */
export function faultsOf({ email, password }: Credentials, isNew: boolean): CredentialFaults {
  const passwordFault: CredentialFault | undefined =
    password === ''
      ? 'password_missing'
      : isNew && password.length < LIMITS.passwordMinChars
        ? 'password_short'
        : undefined;
  return {
    ...(!EMAIL.test(email.trim()) && { email: 'email_invalid' as const }),
    ...(passwordFault && { password: passwordFault }),
  };
}
