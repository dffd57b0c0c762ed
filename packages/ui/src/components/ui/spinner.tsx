import { LoaderCircle } from 'lucide-react';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { useUiText } from './ui-text.tsx';

export interface SpinnerProps extends ComponentProps<'span'> {
  /** What is being waited for; read aloud in place of "Loading". */
  label?: string;
}

export function Spinner({ className, label, ...props }: SpinnerProps) {
  const text = useUiText();
  return (
    <span
      role="status"
      className={cn('inline-flex size-5 text-muted-foreground', className)}
      {...props}
    >
      <LoaderCircle aria-hidden className="size-full animate-spin motion-reduce:animate-pulse" />
      <span className="sr-only">{label ?? text.loading}</span>
    </span>
  );
}
