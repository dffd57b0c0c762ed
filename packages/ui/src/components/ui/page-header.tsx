import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';

export interface PageHeaderProps extends Omit<ComponentProps<'div'>, 'title'> {
  /** Buttons at the end of the row. */
  actions?: ReactNode;
  breadcrumb?: ReactNode;
  description?: ReactNode;
  title: ReactNode;
}

/** The page's h1 with what leads to it and what can be done here. */
export function PageHeader({
  actions,
  breadcrumb,
  className,
  description,
  title,
  ...props
}: PageHeaderProps) {
  return (
    <div className={cn('flex flex-col gap-3', className)} {...props}>
      {breadcrumb}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="grid gap-1">
          <h1 className="font-display text-2xl leading-tight font-semibold tracking-tight text-balance sm:text-[1.75rem]">
            {title}
          </h1>
          {description && (
            <p className="max-w-prose text-pretty text-muted-foreground">{description}</p>
          )}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </div>
  );
}
