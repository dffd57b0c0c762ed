import { ChevronRight } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { useUiText } from './ui-text.tsx';

export function Breadcrumb(props: ComponentProps<'nav'>) {
  const text = useUiText();
  return <nav aria-label={text.breadcrumb} {...props} />;
}

export function BreadcrumbList({ className, ...props }: ComponentProps<'ol'>) {
  return (
    <ol
      className={cn('flex flex-wrap items-center gap-1.5 text-sm text-muted-foreground', className)}
      {...props}
    />
  );
}

export function BreadcrumbItem({ className, ...props }: ComponentProps<'li'>) {
  return <li className={cn('inline-flex items-center gap-1.5', className)} {...props} />;
}

export interface BreadcrumbLinkProps extends ComponentProps<'a'> {
  asChild?: boolean;
}

export function BreadcrumbLink({ asChild, children, className, ...props }: BreadcrumbLinkProps) {
  const classes = cn('rounded-sm transition-colors hover:text-foreground', className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <a className={classes} {...props}>
      {children}
    </a>
  );
}

/** The page the reader is on. */
export function BreadcrumbPage({ className, ...props }: ComponentProps<'span'>) {
  return (
    <span aria-current="page" className={cn('font-medium text-foreground', className)} {...props} />
  );
}

export function BreadcrumbSeparator({ children, className, ...props }: ComponentProps<'li'>) {
  return (
    <li role="presentation" aria-hidden className={cn('[&>svg]:size-3.5', className)} {...props}>
      {children ?? <ChevronRight className="rtl:rotate-180" />}
    </li>
  );
}
