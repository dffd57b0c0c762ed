import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

export function Card({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'flex min-w-0 flex-col gap-5 rounded-xl border border-border bg-card py-5 text-card-foreground shadow-card',
        // A table that ends or fills the card reaches its edges.
        'has-[>[data-table]:first-child]:pt-0 has-[>[data-table]:last-child]:pb-0',
        className,
      )}
      {...props}
    />
  );
}

/** Title and description; a child with `data-card-action` stands at the end of the row. */
export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn(
        'grid auto-rows-min items-start gap-1 px-5 has-data-card-action:grid-cols-[1fr_auto]',
        className,
      )}
      {...props}
    />
  );
}

export interface CardTitleProps extends ComponentProps<'h3'> {
  /** The heading level that fits the page. */
  as?: 'h1' | 'h2' | 'h3' | 'h4' | 'div';
}

export function CardTitle({ as: Heading = 'h3', children, className, ...props }: CardTitleProps) {
  return (
    <Heading
      className={cn('font-display text-base leading-snug font-semibold text-balance', className)}
      {...props}
    >
      {children}
    </Heading>
  );
}

export function CardDescription({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('text-sm text-muted-foreground', className)} {...props} />;
}

export function CardAction({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      data-card-action=""
      className={cn('col-start-2 row-span-2 row-start-1 self-start justify-self-end', className)}
      {...props}
    />
  );
}

export function CardContent({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('px-5', className)} {...props} />;
}

export function CardFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('mt-auto flex items-center gap-2 px-5', className)} {...props} />;
}
