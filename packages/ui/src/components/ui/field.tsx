import { CircleAlert } from 'lucide-react';
import { useId, type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { FieldContext } from './field-context.ts';
import { Label } from './label.tsx';
import { useUiText } from './ui-text.tsx';

export interface FieldProps extends Omit<ComponentProps<'div'>, 'id'> {
  /** The control: Input, Textarea, Select, Checkbox, Switch, RadioGroup, SegmentedControl. */
  children: ReactNode;
  label: ReactNode;
  /** The control's id; made up when absent. */
  controlId?: string;
  /** What is wrong, in words; marks the control invalid and is announced. */
  error?: ReactNode;
  help?: ReactNode;
  /** "inline" puts a checkbox or switch before its label. */
  layout?: 'stacked' | 'inline';
  required?: boolean;
}

/** Label, control, help and error as one: the control inside is named and described by them. */
export function Field({
  children,
  className,
  controlId,
  error,
  help,
  label,
  layout = 'stacked',
  required = false,
  ...props
}: FieldProps) {
  const generatedId = useId();
  const text = useUiText();
  const id = controlId ?? generatedId;
  const helpId = `${id}-help`;
  const errorId = `${id}-error`;
  const describedBy = [help && helpId, error && errorId].filter(Boolean).join(' ') || undefined;
  const inline = layout === 'inline';
  return (
    <FieldContext
      value={{ controlId: id, labelId: `${id}-label`, describedBy, invalid: !!error, required }}
    >
      <div
        className={cn(
          inline
            ? 'grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1'
            : 'flex flex-col gap-1.5',
          className,
        )}
        {...props}
      >
        {inline && <span className="flex h-[1.375em] items-center text-sm">{children}</span>}
        <Label id={`${id}-label`} htmlFor={id}>
          {label}
          {required && (
            <>
              <span aria-hidden className="text-destructive-ink">
                *
              </span>
              <span className="sr-only">({text.required})</span>
            </>
          )}
        </Label>
        {!inline && children}
        {help && (
          <p id={helpId} className={cn('text-sm text-muted-foreground', inline && 'col-start-2')}>
            {help}
          </p>
        )}
        {error && (
          <p
            id={errorId}
            role="alert"
            className={cn(
              'flex items-start gap-1.5 text-sm font-medium text-destructive-ink',
              inline && 'col-start-2',
            )}
          >
            <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  );
}
