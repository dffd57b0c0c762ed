import { Check, Minus } from 'lucide-react';
import { useEffect, useRef, type ChangeEvent, type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { useFieldControl } from './field-context.ts';

export interface CheckboxProps extends Omit<ComponentProps<'input'>, 'checked' | 'type'> {
  checked?: boolean | 'indeterminate';
  onCheckedChange?: (checked: boolean) => void;
}

/** A native checkbox, so that forms and `register()` of react-hook-form see it as one. */
export function Checkbox({
  checked,
  className,
  onChange,
  onCheckedChange,
  ref,
  ...props
}: CheckboxProps) {
  const control = useFieldControl(props);
  const input = useRef<HTMLInputElement>(null);
  const indeterminate = checked === 'indeterminate';

  useEffect(() => {
    if (input.current) input.current.indeterminate = indeterminate;
  }, [indeterminate]);

  function attach(element: HTMLInputElement | null) {
    input.current = element;
    if (typeof ref === 'function') return ref(element);
    if (ref) ref.current = element;
  }

  function handleChange(event: ChangeEvent<HTMLInputElement>) {
    onChange?.(event);
    onCheckedChange?.(event.target.checked);
  }

  return (
    <span className={cn('relative inline-grid size-4.5 shrink-0 place-items-center', className)}>
      <input
        ref={attach}
        type="checkbox"
        checked={indeterminate ? false : checked}
        onChange={handleChange}
        className={cn(
          'peer size-full cursor-pointer appearance-none rounded-[0.3125rem] border border-input bg-card shadow-xs transition-colors duration-150',
          // The hit area reaches past the box, which keeps it touchable on a phone.
          'before:absolute before:-inset-2 before:content-[""] pointer-coarse:before:-inset-3',
          'checked:border-primary-ink checked:bg-primary-ink indeterminate:border-primary-ink indeterminate:bg-primary-ink',
          'aria-invalid:border-destructive-ink disabled:cursor-not-allowed disabled:opacity-50',
        )}
        {...props}
        {...control}
      />
      <Check
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute size-3.5 scale-50 text-background opacity-0 transition duration-150 peer-checked:scale-100 peer-checked:opacity-100"
      />
      <Minus
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute size-3.5 text-background opacity-0 peer-indeterminate:opacity-100"
      />
    </span>
  );
}
