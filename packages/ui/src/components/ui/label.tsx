import { Label as LabelPrimitive } from 'radix-ui';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

export type LabelProps = ComponentProps<typeof LabelPrimitive.Root>;

export function Label({ className, ...props }: LabelProps) {
  return (
    <LabelPrimitive.Root
      className={cn(
        'inline-flex items-center gap-1 text-sm leading-snug font-medium text-foreground select-none',
        className,
      )}
      {...props}
    />
  );
}
