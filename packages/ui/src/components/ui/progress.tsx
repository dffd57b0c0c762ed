import { Progress as ProgressPrimitive } from 'radix-ui';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

export interface ProgressProps extends ComponentProps<typeof ProgressPrimitive.Root> {
  /** What advances, for screen readers. */
  label: string;
}

/** How far something is, 0 to `max` (100); with `value={null}` the end is not known. */
export function Progress({ className, label, max = 100, value = null, ...props }: ProgressProps) {
  const percent = value === null ? 100 : Math.min(100, Math.max(0, (value / max) * 100));
  return (
    <ProgressPrimitive.Root
      aria-label={label}
      max={max}
      value={value}
      className={cn('h-2 w-full overflow-hidden rounded-full bg-secondary', className)}
      {...props}
    >
      <ProgressPrimitive.Indicator
        style={{ inlineSize: `${percent}%` }}
        className="h-full rounded-full bg-primary-ink transition-[inline-size] duration-500 ease-out data-[state=indeterminate]:animate-pulse"
      />
    </ProgressPrimitive.Root>
  );
}
