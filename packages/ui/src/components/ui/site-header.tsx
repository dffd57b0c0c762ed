import { Menu } from 'lucide-react';
import { Slot } from 'radix-ui';
import { useState, type ComponentProps, type MouseEvent, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Button } from './button.tsx';
import { Container } from './container.tsx';
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from './sheet.tsx';
import { useUiText } from './ui-text.tsx';

export interface SiteHeaderProps extends ComponentProps<'header'> {
  /** Buttons at the end; on a phone they stand in the menu. */
  actions?: ReactNode;
  /** The name or logo, usually a link home. */
  brand: ReactNode;
  /** SiteNavLinks. */
  children?: ReactNode;
  /** Stays beside the menu button on a phone too, such as a cart or the ThemeToggle. */
  tools?: ReactNode;
}

/** The top of a site: its name, its pages, one thing to do; on a phone the pages are in a menu. */
export function SiteHeader({
  actions,
  brand,
  children,
  className,
  tools,
  ...props
}: SiteHeaderProps) {
  const text = useUiText();
  const [open, setOpen] = useState(false);

  function closeOnNavigation(event: MouseEvent<HTMLElement>) {
    if (event.target instanceof Element && event.target.closest('a')) setOpen(false);
  }

  return (
    <header
      className={cn(
        'sticky top-0 z-40 border-b border-border bg-background/90 backdrop-blur-md print:hidden',
        className,
      )}
      {...props}
    >
      <Container className="flex h-16 items-center gap-6">
        <div className="flex items-center gap-2.5 font-display text-lg font-semibold tracking-tight">
          {brand}
        </div>
        {children && (
          <nav aria-label={text.menu} className="hidden items-center gap-1 md:flex">
            {children}
          </nav>
        )}
        <div className="ms-auto flex items-center gap-2">
          {tools}
          {actions && <div className="hidden items-center gap-2 md:flex">{actions}</div>}
          <Sheet open={open} onOpenChange={setOpen}>
            <SheetTrigger asChild>
              <Button
                variant="ghost"
                size="icon"
                aria-label={text.openMenu}
                className="-me-2 size-11 md:hidden"
              >
                <Menu aria-hidden className="size-5" />
              </Button>
            </SheetTrigger>
            <SheetContent
              side="end"
              aria-describedby={undefined}
              onClick={closeOnNavigation}
              className="w-80 gap-6"
            >
              <SheetTitle>{text.menu}</SheetTitle>
              <nav aria-label={text.menu} data-menu="" className="flex flex-col gap-1">
                {children}
              </nav>
              {actions && <div className="flex flex-col gap-2 *:w-full">{actions}</div>}
            </SheetContent>
          </Sheet>
        </div>
      </Container>
    </header>
  );
}

export interface SiteNavLinkProps extends ComponentProps<'a'> {
  /** Gives the look to the only child, such as a router's NavLink. */
  asChild?: boolean;
}

/** A page in the header; the one with `aria-current="page"` is marked. */
export function SiteNavLink({ asChild = false, children, className, ...props }: SiteNavLinkProps) {
  const classes = cn(
    'inline-flex items-center rounded-md px-3 py-2 text-sm font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground aria-[current=page]:text-foreground',
    'in-data-menu:-mx-3 in-data-menu:h-12 in-data-menu:text-base in-data-menu:text-foreground in-data-menu:aria-[current=page]:bg-accent',
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
