import { ChevronDown } from 'lucide-react';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { controlStyles } from './control-styles.ts';
import { useFieldControl } from './field-context.ts';

export interface SelectProps extends ComponentProps<'select'> {
  /** A first, empty choice, such as "Choose a country". */
  placeholder?: string;
}

/** The browser's own select, so that phones show their own picker; `className` sizes the box. */
export function Select({ children, className, placeholder, ...props }: SelectProps) {
  const control = useFieldControl(props);
  return (
    <span className={cn('relative inline-flex w-full', className)}>
      <select
        className={cn(controlStyles, 'h-9 cursor-pointer appearance-none pe-9 pointer-coarse:h-11')}
        {...props}
        {...control}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {children}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-e-3 top-1/2 size-4 -translate-y-1/2 text-muted-foreground"
      />
    </span>
  );
}
