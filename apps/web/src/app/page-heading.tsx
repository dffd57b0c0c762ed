import { cn } from '@promptly/ui';
import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';

const ArrivalContext = createContext(false);

/** Knows whether the page on screen was come to from another one, or is where the studio was opened. */
export function ArrivalProvider({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const [first] = useState(pathname);
  const [moved, setMoved] = useState(false);
  if (!moved && pathname !== first) setMoved(true);
  return <ArrivalContext value={moved}>{children}</ArrivalContext>;
}

export interface PageHeadingProps {
  className?: string;
  children: ReactNode;
}

/**
 * The heading of a page. Who comes from another page is taken to it, since the control that led here is gone and
 * the focus with it; a page that was just opened leaves the focus to the browser.
 */
export function PageHeading({ className, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = use(ArrivalContext);
  useEffect(() => {
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (moved && isLost) heading.current?.focus({ preventScroll: true });
  }, [moved]);
  return (
    <h1 ref={heading} tabIndex={-1} className={cn('outline-none', className)}>
      {children}
    </h1>
  );
}
