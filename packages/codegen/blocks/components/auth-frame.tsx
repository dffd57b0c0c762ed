import { PatternArt, SkipLink, ThemeToggle } from '@promptly/ui';
import { type ReactNode } from 'react';

import { t } from '../i18n/index.ts';
import { BrandMark } from './brand-mark.tsx';

interface AuthFrameProps {
  title: string;
  description: string;
  children: ReactNode;
  /** Below the form: the way to the other page. */
  footer?: ReactNode;
}

/** The frame of the pages on which people sign in: a form, and a picture where there is room. */
export function AuthFrame({ title, description, children, footer }: AuthFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[1fr_1.1fr]">
      <SkipLink />
      <div className="flex flex-col px-6 py-6 sm:px-12">
        <header className="flex items-center gap-2.5 font-semibold">
          <BrandMark name={t('app.name')} />
          {t('app.name')}
          <ThemeToggle className="ms-auto" />
        </header>
        <main id="content" className="m-auto grid w-full max-w-sm gap-8 py-12">
          <title>{title}</title>
          <div className="grid gap-2">
            <h1 className="font-display text-3xl font-semibold tracking-tight text-balance">
              {title}
            </h1>
            <p className="text-pretty text-muted-foreground">{description}</p>
          </div>
          {children}
          {footer && <p className="text-sm text-muted-foreground">{footer}</p>}
        </main>
      </div>
      <div className="hidden lg:block">
        <PatternArt seed={t('app.name')} />
      </div>
    </div>
  );
}
