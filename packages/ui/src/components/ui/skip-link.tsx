import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { useUiText } from './ui-text.tsx';

/** The first thing that Tab reaches: jumps over the navigation to `#content`. */
export function SkipLink({
  children,
  className,
  href = '#content',
  ...props
}: ComponentProps<'a'>) {
  const text = useUiText();
  return (
    <a
      href={href}
      className={cn(
        'sr-only z-100 rounded-md bg-foreground px-4 py-2 text-sm font-medium text-background focus:not-sr-only focus:fixed focus:inset-s-4 focus:top-4',
        className,
      )}
      {...props}
    >
      {children ?? text.skipToContent}
    </a>
  );
}
