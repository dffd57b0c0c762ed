import { useState, type ComponentProps, type FormEvent, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';

export interface NewsletterFormProps extends Omit<ComponentProps<'form'>, 'onSubmit'> {
  buttonLabel: string;
  /** Shown when the address is not one. */
  errorMessage: string;
  label: string;
  note?: ReactNode;
  /** Shown in place of the form afterwards. */
  successMessage: ReactNode;
  onSubscribe: (email: string) => void | Promise<void>;
  placeholder?: string;
}

/** An address and a button; checks the address itself, so that the message is in the page's language. */
export function NewsletterForm({
  buttonLabel,
  className,
  errorMessage,
  label,
  note,
  onSubscribe,
  placeholder,
  successMessage,
  ...props
}: NewsletterFormProps) {
  const [state, setState] = useState<'idle' | 'invalid' | 'sending' | 'done'>('idle');

  async function subscribe(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const email = new FormData(event.currentTarget).get('email');
    if (typeof email !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
      setState('invalid');
      return;
    }
    setState('sending');
    try {
      await onSubscribe(email);
      setState('done');
    } catch {
      setState('invalid');
    }
  }

  if (state === 'done') {
    return (
      <p role="status" className={cn('font-medium text-success-ink', className)}>
        {successMessage}
      </p>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => void subscribe(event)}
      className={cn('grid max-w-md gap-2', className)}
      {...props}
    >
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label={<span className="sr-only">{label}</span>}
          error={state === 'invalid' && errorMessage}
          className="min-w-48 flex-1 gap-1.5"
        >
          <Input
            type="email"
            name="email"
            autoComplete="email"
            placeholder={placeholder ?? label}
            className="h-11"
          />
        </Field>
        <Button type="submit" loading={state === 'sending'} className="h-11">
          {buttonLabel}
        </Button>
      </div>
      {note && <p className="text-sm text-muted-foreground">{note}</p>}
    </form>
  );
}
