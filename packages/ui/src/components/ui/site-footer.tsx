import { Slot } from 'radix-ui';
import { useId, type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Container } from './container.tsx';

export interface SiteFooterProps extends ComponentProps<'footer'> {
  brand: ReactNode;
  /** SiteFooterGroups. */
  children?: ReactNode;
  description?: ReactNode;
  /** The last line: copyright, small links. */
  legal?: ReactNode;
}

/** The end of a site: its name, its pages in groups, the small print. */
export function SiteFooter({
  brand,
  children,
  className,
  description,
  legal,
  ...props
}: SiteFooterProps) {
  return (
    <footer
      className={cn('border-t border-border bg-muted/60 text-sm print:hidden', className)}
      {...props}
    >
      <Container className="grid gap-10 py-12 sm:py-16 lg:grid-cols-[1.3fr_2fr] lg:gap-16">
        <div className="flex flex-col items-start gap-3">
          <div className="flex items-center gap-2.5 font-display text-lg font-semibold tracking-tight">
            {brand}
          </div>
          {description && (
            <p className="max-w-sm leading-relaxed text-pretty text-muted-foreground">
              {description}
            </p>
          )}
        </div>
        <div className="grid grid-cols-2 gap-8 sm:grid-cols-3">{children}</div>
      </Container>
      {legal && (
        <Container className="flex flex-wrap justify-between gap-x-6 gap-y-2 border-t border-border py-6 text-muted-foreground">
          {legal}
        </Container>
      )}
    </footer>
  );
}

export interface SiteFooterGroupProps {
  /** SiteFooterLinks. */
  children: ReactNode;
  title: string;
}

export function SiteFooterGroup({ children, title }: SiteFooterGroupProps) {
  const titleId = useId();
  return (
    <nav aria-labelledby={titleId} className="flex flex-col items-start gap-2.5">
      <h2 id={titleId} className="font-semibold">
        {title}
      </h2>
      {children}
    </nav>
  );
}

export interface SiteFooterLinkProps extends ComponentProps<'a'> {
  /** Gives the look to the only child, such as a router's Link. */
  asChild?: boolean;
}

export function SiteFooterLink({
  asChild = false,
  children,
  className,
  ...props
}: SiteFooterLinkProps) {
  const classes = cn(
    'rounded-sm text-muted-foreground underline-offset-4 transition-colors hover:text-foreground hover:underline pointer-coarse:py-1.5',
    className,
  );
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
