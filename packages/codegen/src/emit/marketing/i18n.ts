import { type Locale } from '@promptly/common';

import { textIn } from '../../spec/localized.ts';
import { stringLiteral } from './literals.ts';
import { type SiteFiles } from './site-files.ts';

const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: 'English',
  fr: 'Français',
  rw: 'Ikinyarwanda',
};

/** src/i18n: the messages of each language, and what says them. Call it last, when all messages are known. */
export function emitI18n(site: SiteFiles): void {
  const [first = 'en'] = site.locales;
  for (const locale of site.locales) {
    const tree = messageTree(site, locale);
    const head = locale === first ? '' : `import { type Messages } from './${first}.ts';\n\n`;
    const type = locale === first ? '' : ': Messages';
    const tail = locale === first ? `\n\nexport type Messages = typeof ${first};` : '';
    site.add(`src/i18n/${locale}.ts`, `${head}export const ${locale}${type} = ${tree};${tail}\n`);
  }
  site.add('src/i18n/locale.tsx', localeModule(site.locales, first));
}

/** "home.title" → { home: { title: "…" } }, in order of key. */
function messageTree(site: SiteFiles, locale: Locale): string {
  const groups = new Map<string, string[]>();
  for (const [key, text] of [...site.messages].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [group = '', name = ''] = key.split('.');
    const lines = groups.get(group) ?? [];
    lines.push(`${name}: ${stringLiteral(textIn(text, locale))},`);
    groups.set(group, lines);
  }
  const entries = [...groups].map(([group, lines]) => `${group}: {\n${lines.join('\n')}\n},`);
  return `{\n${entries.join('\n')}\n}`;
}

function localeModule(locales: readonly Locale[], first: Locale): string {
  const imports = [...locales]
    .sort()
    .map((locale) =>
      locale === first
        ? `import { ${locale}, type Messages } from './${locale}.ts';`
        : `import { ${locale} } from './${locale}.ts';`,
    );
  return `import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';

import { UiTextProvider } from '../components/ui/ui-text.tsx';
${imports.join('\n')}

const MESSAGES = { ${locales.join(', ')} };

export type Locale = keyof typeof MESSAGES;
export type LocalText = Record<Locale, string>;

export const LANGUAGES: { locale: Locale; name: string }[] = [
${locales.map((locale) => `{ locale: '${locale}', name: '${LANGUAGE_NAMES[locale]}' },`).join('\n')}
];

interface LocaleValue {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  /** The messages of the language. */
  t: Messages;
  /** Reads a text out of data. */
  text: (text: LocalText) => string;
}

const STORAGE_KEY = 'locale';

const LocaleContext = createContext<LocaleValue | undefined>(undefined);

/** Gives the pages below it a language: the reader's choice, or ${LANGUAGE_NAMES[first]} until one is made. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const [locale, setLocale] = useState<Locale>(storedLocale);

  useEffect(() => {
    document.documentElement.lang = locale;
    localStorage.setItem(STORAGE_KEY, locale);
  }, [locale]);

  const value = useMemo<LocaleValue>(
    () => ({ locale, setLocale, t: MESSAGES[locale], text: (text) => text[locale] }),
    [locale],
  );
  return (
    <LocaleContext value={value}>
      <UiTextProvider locale={locale}>{children}</UiTextProvider>
    </LocaleContext>
  );
}

export function useLocale(): LocaleValue {
  const value = use(LocaleContext);
  if (!value) throw new Error('useLocale needs a LocaleProvider above it');
  return value;
}

function storedLocale(): Locale {
  const stored = localStorage.getItem(STORAGE_KEY);
  return LANGUAGES.find(({ locale }) => locale === stored)?.locale ?? '${first}';
}
`;
}
