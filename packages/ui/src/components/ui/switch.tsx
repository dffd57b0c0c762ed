import { type ChangeEvent, type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { useFieldControl } from './field-context.ts';

export interface SwitchProps extends Omit<ComponentProps<'input'>, 'type' | 'role'> {
  onCheckedChange?: (checked: boolean) => void;
}

/** A native checkbox that looks and is announced as a switch. */
export function Switch({ className, onChange, onCheckedChange, ...props }: SwitchProps) {
  const control = useFieldControl(props);

  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    onChange?.(event);
    onCheckedChange?.(event.target.checked);
  }

  return (
    <span className={cn('relative inline-flex h-5.5 w-9.5 shrink-0', className)}>
      <input
        type="checkbox"
        role="switch"
        onChange={handleChange}
        className={cn(
          'peer size-full cursor-pointer appearance-none rounded-full bg-input transition-colors duration-200 checked:bg-primary-ink',
          'before:absolute before:-inset-2 before:content-[""] disabled:cursor-not-allowed disabled:opacity-50',
        )}
        {...props}
        {...control}
      />
      <span
        aria-hidden
        className="pointer-events-none absolute inset-s-0.5 top-0.5 size-4.5 rounded-full bg-background shadow-sm transition-[inset-inline-start] duration-200 ease-out peer-checked:inset-s-4.5"
      />
    </span>
  );
}
