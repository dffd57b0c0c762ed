import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

/** The shape of content that is on its way; hidden from screen readers. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      aria-hidden
      className={cn('animate-pulse rounded-md bg-muted motion-reduce:animate-none', className)}
      {...props}
    />
  );
}
