import { Container, SkipLink, ThemeToggle, Toaster } from '@promptly/ui';
import { type ReactNode } from 'react';
import { Link } from 'react-router';

import { BrandMark } from './brand-mark.tsx';
import { PageFrame } from './page-frame.tsx';

interface TopbarFrameProps {
  brand: string;
  /** At the end of the bar. */
  tools?: ReactNode;
  /** Above the page. */
  notice?: ReactNode;
}

/** The frame of a small application: a bar with its name, and one page at a time below. */
export function TopbarFrame({ brand, tools, notice }: TopbarFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SkipLink />
      <header className="border-b border-border bg-card print:hidden">
        <Container size="md" className="flex h-14 items-center gap-2">
          <Link to="/" className="flex items-center gap-2.5 rounded-md font-semibold">
            <BrandMark name={brand} />
            {brand}
          </Link>
          <div className="ms-auto flex items-center gap-1">
            {tools}
            <ThemeToggle />
          </div>
        </Container>
      </header>
      <main id="content" className="flex-1 py-8 sm:py-12">
        <Container size="md">
          {notice}
          <PageFrame />
        </Container>
      </main>
      <Toaster />
    </div>
  );
}
