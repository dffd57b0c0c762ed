import { createContext, use, useId, type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { useFieldGroup } from './field-context.ts';

interface RadioGroupState {
  name: string;
  value: string | undefined;
  defaultValue: string | undefined;
  required: boolean;
  onValueChange: ((value: string) => void) | undefined;
}

const RadioGroupContext = createContext<RadioGroupState | null>(null);

export interface RadioGroupProps extends Omit<ComponentProps<'div'>, 'defaultValue' | 'onChange'> {
  defaultValue?: string;
  name?: string;
  onValueChange?: (value: string) => void;
  required?: boolean;
  value?: string;
}

/** Native radios under one name: the arrow keys move and choose, as the browser has it. */
export function RadioGroup({
  className,
  defaultValue,
  name,
  onValueChange,
  required = false,
  value,
  ...props
}: RadioGroupProps) {
  const generatedName = useId();
  const group = useFieldGroup(props);
  return (
    <RadioGroupContext
      value={{ name: name ?? generatedName, value, defaultValue, required, onValueChange }}
    >
      <div
        role="radiogroup"
        aria-required={required || undefined}
        className={cn('grid gap-2.5', className)}
        {...props}
        {...group}
      />
    </RadioGroupContext>
  );
}

export interface RadioGroupItemProps extends Omit<
  ComponentProps<'input'>,
  'children' | 'type' | 'value'
> {
  /** The choice in words; without it, name the radio by `aria-label` or a Label of its own. */
  children?: ReactNode;
  /** A second, quieter line. */
  description?: ReactNode;
  value: string;
}

export function RadioGroupItem({
  children,
  className,
  description,
  onChange,
  value,
  ...props
}: RadioGroupItemProps) {
  const group = use(RadioGroupContext);
  const radio = (
    <input
      type="radio"
      name={group?.name}
      value={value}
      checked={group?.value === undefined ? undefined : group.value === value}
      defaultChecked={group?.defaultValue === undefined ? undefined : group.defaultValue === value}
      required={group?.required}
      onChange={(event) => {
        onChange?.(event);
        group?.onValueChange?.(value);
      }}
      className={cn(
        'size-4.5 shrink-0 cursor-pointer appearance-none rounded-full border border-input bg-card shadow-xs transition-[border-width,border-color] duration-150',
        'checked:border-[5px] checked:border-primary-ink disabled:cursor-not-allowed disabled:opacity-50',
        !children && className,
      )}
      {...props}
    />
  );
  if (!children) return radio;
  return (
    <label
      className={cn(
        'flex cursor-pointer items-start gap-3 text-sm leading-snug font-medium pointer-coarse:py-1.5',
        className,
      )}
    >
      {radio}
      <span>
        {children}
        {description && (
          <span className="block font-normal text-muted-foreground">{description}</span>
        )}
      </span>
    </label>
  );
}
