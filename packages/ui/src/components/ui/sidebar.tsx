import { PanelLeft } from 'lucide-react';
import { Slot } from 'radix-ui';
import { useMemo, useState, type ComponentProps, type MouseEvent } from 'react';

import { cn } from '../../lib/cn.ts';
import { Button } from './button.tsx';
import { Sheet, SheetContent, SheetTitle } from './sheet.tsx';
import { SidebarContext, useSidebar } from './sidebar-context.ts';
import { useUiText } from './ui-text.tsx';

export interface SidebarProviderProps extends ComponentProps<'div'> {
  defaultExpanded?: boolean;
}

/** The frame of an application: a Sidebar and a SidebarInset side by side. */
export function SidebarProvider({
  className,
  defaultExpanded = true,
  ...props
}: SidebarProviderProps) {
  const [expanded, setExpanded] = useState(defaultExpanded);
  const [sheetOpen, setSheetOpen] = useState(false);
  const state = useMemo(
    () => ({ expanded, sheetOpen, setExpanded, setSheetOpen }),
    [expanded, sheetOpen],
  );
  return (
    <SidebarContext value={state}>
      <div className={cn('flex min-h-dvh w-full bg-background', className)} {...props} />
    </SidebarContext>
  );
}

/** Beside the page on a desktop, a sheet on a phone; following a link in it closes the sheet. */
export function Sidebar({ children, className, ...props }: ComponentProps<'aside'>) {
  const text = useUiText();
  const { expanded, sheetOpen, setSheetOpen } = useSidebar();

  function closeOnNavigation(event: MouseEvent<HTMLElement>) {
    if (event.target instanceof Element && event.target.closest('a')) setSheetOpen(false);
  }

  return (
    <>
      <aside
        aria-label={text.sidebar}
        data-expanded={expanded}
        className={cn(
          'group/sidebar sticky top-0 hidden h-dvh shrink-0 flex-col overflow-x-hidden border-e border-sidebar-border bg-sidebar text-sidebar-foreground transition-[width] duration-200 ease-out md:flex print:hidden',
          'w-62 data-[expanded=false]:w-15',
          className,
        )}
        {...props}
      >
        {children}
      </aside>
      <Sheet open={sheetOpen} onOpenChange={setSheetOpen}>
        <SheetContent
          side="start"
          aria-describedby={undefined}
          onClick={closeOnNavigation}
          className="gap-0 bg-sidebar p-0 text-sidebar-foreground md:hidden"
        >
          <SheetTitle className="sr-only">{text.sidebar}</SheetTitle>
          {children}
        </SheetContent>
      </Sheet>
    </>
  );
}

/** Opens the sheet on a phone, folds the sidebar to its icons on a desktop. */
export function SidebarTrigger({ className, ...props }: ComponentProps<typeof Button>) {
  const text = useUiText();
  const { expanded, setExpanded, sheetOpen, setSheetOpen } = useSidebar();
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label={text.openMenu}
        aria-expanded={sheetOpen}
        onClick={() => setSheetOpen(true)}
        className={cn('-ms-2 md:hidden', className)}
        {...props}
      >
        <PanelLeft aria-hidden className="rtl:rotate-180" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        aria-label={text.toggleSidebar}
        aria-expanded={expanded}
        onClick={() => setExpanded(!expanded)}
        className={cn('-ms-2 hidden md:inline-flex', className)}
        {...props}
      >
        <PanelLeft aria-hidden className="rtl:rotate-180" />
      </Button>
    </>
  );
}

/** The page beside the sidebar. */
export function SidebarInset({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex min-w-0 flex-1 flex-col', className)} {...props} />;
}

export function SidebarHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('flex h-14 shrink-0 items-center gap-2 px-3 font-semibold', className)}
      {...props}
    />
  );
}

export function SidebarContent({ className, ...props }: ComponentProps<'nav'>) {
  const text = useUiText();
  return (
    <nav
      aria-label={text.sidebar}
      className={cn('flex flex-1 flex-col gap-5 overflow-y-auto px-3 py-3', className)}
      {...props}
    />
  );
}

export function SidebarFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('mt-auto shrink-0 border-t border-sidebar-border p-3', className)}
      {...props}
    />
  );
}

export function SidebarGroup({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex flex-col gap-1', className)} {...props} />;
}

export function SidebarGroupLabel({ className, ...props }: ComponentProps<'p'>) {
  return (
    <p
      className={cn(
        'px-2.5 py-1 text-xs font-medium text-sidebar-muted-foreground group-data-[expanded=false]/sidebar:sr-only',
        className,
      )}
      {...props}
    />
  );
}

export function SidebarMenu({ className, ...props }: ComponentProps<'ul'>) {
  return <ul className={cn('flex flex-col gap-0.5', className)} {...props} />;
}

export function SidebarMenuItem({ className, ...props }: ComponentProps<'li'>) {
  return <li className={cn('relative', className)} {...props} />;
}

export interface SidebarMenuButtonProps extends ComponentProps<'button'> {
  /** Gives the look to the only child, such as a router's NavLink. */
  asChild?: boolean;
  /** Marks the place the reader is at; a link that sets `aria-current` itself needs it not. */
  isActive?: boolean;
}

/** An icon and a `<span>` with the label, which is hidden from sight in the folded sidebar. */
export function SidebarMenuButton({
  asChild = false,
  children,
  className,
  isActive,
  ...props
}: SidebarMenuButtonProps) {
  const classes = cn(
    'flex h-9 w-full cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-start text-sm font-medium whitespace-nowrap text-sidebar-muted-foreground transition-colors duration-150 pointer-coarse:h-11',
    'hover:bg-sidebar-accent hover:text-sidebar-accent-foreground',
    'aria-[current=page]:bg-sidebar-primary aria-[current=page]:text-sidebar-primary-foreground',
    'focus-visible:-outline-offset-2 [&>svg]:size-4.5 [&>svg]:shrink-0',
    'group-data-[expanded=false]/sidebar:[&>span]:sr-only',
    className,
  );
  const current = isActive ? { 'aria-current': 'page' as const } : undefined;
  if (asChild) {
    return (
      <Slot.Root className={classes} {...current} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button type="button" className={classes} {...current} {...props}>
      {children}
    </button>
  );
}

/** A small count at the end of an item. */
export function SidebarMenuBadge({ className, ...props }: ComponentProps<'span'>) {
  return <span className={cn('ms-auto text-xs font-medium tabular-nums', className)} {...props} />;
}
