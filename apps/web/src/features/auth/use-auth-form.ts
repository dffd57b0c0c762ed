import { type SubmitEvent, useRef, useState } from 'react';

import { type Credentials, type CredentialFaults, faultsOf } from './credentials.ts';

export interface AuthForm {
  values: Credentials;
  set: (patch: Partial<Credentials>) => void;
  faults: CredentialFaults;
  /** What the server said to the last try. */
  error: unknown;
  pending: boolean;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** Holds the fields, judges them on submit and, from then on, as they are mended. */
export function useAuthForm(
  isNew: boolean,
  submit: (values: Credentials) => Promise<void>,
  email = '',
): AuthForm {
  const [values, setValues] = useState<Credentials>({ email, password: '' });
  const [judged, setJudged] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [pending, setPending] = useState(false);
  const busy = useRef(false);
  const faults = judged ? faultsOf(values, isNew) : {};

  async function send(form: HTMLFormElement): Promise<void> {
    setJudged(true);
    const found = faultsOf(values, isNew);
    const first = Object.keys(found)[0];
    if (first) {
      form.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus();
      return;
    }
    if (busy.current) return;
    busy.current = true;
    setPending(true);
    setError(null);
    try {
      await submit({ ...values, email: values.email.trim() });
    } catch (reason) {
      setError(reason);
    } finally {
      busy.current = false;
      setPending(false);
    }
  }

  return {
    values,
    set: (patch) => {
      setValues({ ...values, ...patch });
      setError(null);
    },
    faults,
    error,
    pending,
    onSubmit: (event) => {
      event.preventDefault();
      void send(event.currentTarget);
    },
  };
}
