import { cn } from '@promptly/ui';
import { CircleDashed, CircleDotDashed, CircleMinus, CircleSlash } from 'lucide-react';

import { type CheckView } from '../jobs/job-view.ts';

/** The state of a check at a glance: by shape as well as by colour. Seven run at once, so none of them spins. */
export function CheckIcon({
  status,
  className,
}: {
  status: CheckView['status'];
  className?: string;
}) {
  const classes = cn('size-4 shrink-0', className);
  switch (status) {
    case 'pending':
      return <CircleDashed aria-hidden className={cn(classes, 'text-muted-foreground/60')} />;
    case 'running':
      return <CircleDotDashed aria-hidden className={cn(classes, 'text-primary-ink')} />;
    case 'not_run':
      return <CircleMinus aria-hidden className={cn(classes, 'text-muted-foreground/60')} />;
    case 'skipped':
      return <CircleSlash aria-hidden className={cn(classes, 'text-warning-ink')} />;
    case 'passed':
      return (
        <svg viewBox="0 0 16 16" aria-hidden className={cn(classes, 'text-success-ink')}>
          <circle cx="8" cy="8" r="7.25" className="fill-success-soft" />
          <path
            d="m4.9 8.3 2.1 2.1 4.1-4.6"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </svg>
      );
    case 'failed':
      return (
        <svg viewBox="0 0 16 16" aria-hidden className={cn(classes, 'text-destructive-ink')}>
          <circle cx="8" cy="8" r="7.25" className="fill-destructive-soft" />
          <path
            d="m5.5 5.5 5 5m0-5-5 5"
            fill="none"
            stroke="currentColor"
            strokeWidth="1.6"
            strokeLinecap="round"
          />
        </svg>
      );
  }
}
