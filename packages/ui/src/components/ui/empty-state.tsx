import { Inbox, type LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';

export interface EmptyStateProps extends Omit<ComponentProps<'div'>, 'title'> {
  /** What to do about it, such as a Button. */
  action?: ReactNode;
  description?: ReactNode;
  icon?: LucideIcon;
  title: ReactNode;
}

/** Says why there is nothing here and what to do next. */
export function EmptyState({
  action,
  className,
  description,
  icon: Icon = Inbox,
  title,
  ...props
}: EmptyStateProps) {
  return (
    <div
      className={cn('flex flex-col items-center gap-1 px-6 py-14 text-center', className)}
      {...props}
    >
      <span
        aria-hidden
        className="mb-3 grid size-12 place-items-center rounded-xl border border-border bg-muted text-muted-foreground"
      >
        <Icon className="size-5" />
      </span>
      <div className="font-display font-semibold text-balance">{title}</div>
      {description && (
        <p className="max-w-sm text-sm leading-relaxed text-pretty text-muted-foreground">
          {description}
        </p>
      )}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
