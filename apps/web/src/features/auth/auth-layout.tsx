import { ThemeToggle } from '@promptly/ui';
import { Check } from 'lucide-react';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { LanguageMenu } from '../../app/language-menu.tsx';
import { Logo } from '../../app/logo.tsx';
import { Imigongo } from '../../lib/imigongo/imigongo.tsx';

const WALL = ['#14664f', '#f3ead9', '#191511', '#f3ead9'] as const;
const SPARK = { column: 1, row: 1, color: '#f5ae39' };
const PROMISES = ['verified', 'kept', 'yours'] as const;

/** A form beside a painted wall; on a phone the wall is a band above it. */
export function AuthLayout({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="grid grow grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,1fr)_minmax(0,1.05fr)] lg:grid-rows-1">
      <aside className="relative h-28 overflow-hidden sm:h-36 lg:order-2 lg:h-auto">
        <Imigongo
          className="absolute inset-0 size-full"
          motif="diamonds"
          columns={3}
          rows={4}
          bands={6}
          tones={WALL}
          spark={SPARK}
        />
        <div className="absolute inset-x-0 bottom-0 hidden bg-[#191511] px-10 py-9 text-[#f3ead9] lg:block xl:px-14">
          <p className="max-w-md font-display text-2xl leading-snug font-semibold text-balance">
            {t('app.tagline')}
          </p>
          <ul className="mt-5 grid gap-2 text-sm text-[#d9cdb8]">
            {PROMISES.map((promise) => (
              <li key={promise} className="flex items-center gap-2.5">
                <Check aria-hidden className="size-4 shrink-0 text-[#f5ae39]" />
                {t(`auth.promises.${promise}`)}
              </li>
            ))}
          </ul>
        </div>
      </aside>
      <div className="flex flex-col">
        <header className="flex items-center justify-between gap-2 p-4 sm:px-8 sm:py-6">
          <Logo />
          <div className="flex items-center gap-1">
            <LanguageMenu />
            <ThemeToggle />
          </div>
        </header>
        <main id="content" className="grid flex-1 place-items-center px-6 pb-16">
          <div className="w-full max-w-sm animate-rise">{children}</div>
        </main>
      </div>
    </div>
  );
}
