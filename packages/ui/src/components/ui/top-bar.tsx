import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

/** The bar at the top of an application; stays while the page scrolls. */
export function TopBar({ className, ...props }: ComponentProps<'header'>) {
  return (
    <header
      className={cn(
        'sticky top-0 z-30 flex h-14 shrink-0 items-center gap-2 border-b border-border bg-background/90 px-4 backdrop-blur-md sm:px-6 print:hidden',
        className,
      )}
      {...props}
    />
  );
}
