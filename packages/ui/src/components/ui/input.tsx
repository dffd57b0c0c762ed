import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { controlStyles } from './control-styles.ts';
import { useFieldControl } from './field-context.ts';

export type InputProps = ComponentProps<'input'>;

export function Input({ className, type = 'text', ...props }: InputProps) {
  const control = useFieldControl(props);
  return (
    <input
      type={type}
      className={cn(
        controlStyles,
        'h-9 file:me-3 file:h-full file:border-0 file:bg-transparent file:text-sm file:font-medium file:text-foreground pointer-coarse:h-11',
        className,
      )}
      {...props}
      {...control}
    />
  );
}
