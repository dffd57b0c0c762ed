import { LIMITS } from '@promptly/common';

export interface Credentials {
  email: string;
  password: string;
}

export type CredentialFault = 'email_invalid' | 'password_missing' | 'password_short';
export type CredentialFaults = Partial<Record<keyof Credentials, CredentialFault>>;

/** Deliberately loose: the server has the last word, this only catches slips. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export function emailFault(email: string): CredentialFault | undefined {
  return EMAIL.test(email.trim()) ? undefined : 'email_invalid';
}

/** `isNew` holds the password to the rule for new ones. */
export function passwordFault(password: string, isNew: boolean): CredentialFault | undefined {
  if (password === '') return 'password_missing';
  return isNew && password.length < LIMITS.passwordMinChars ? 'password_short' : undefined;
}

/** What is wrong with the form, by field. */
export function faultsOf(values: Credentials, isNew: boolean): CredentialFaults {
  const [email, password] = [emailFault(values.email), passwordFault(values.password, isNew)];
  return { ...(email && { email }), ...(password && { password }) };
}
