import { type Locale } from '@promptly/common';
import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

import { en } from './en/index.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}

const STORAGE_KEY = 'locale';

/** Names of the languages, each in its own. */
export const LOCALE_NAMES: Record<Locale, string> = {
  en: 'English',
  fr: 'Français',
  rw: 'Ikinyarwanda',
};

/** The studio's languages; the contract's own list would bring the library of schemas onto the first page. */
export const LOCALES = Object.keys(LOCALE_NAMES) as Locale[];

/** Sets up the studio's words in the reader's language; English fills in where a word is missing. */
export async function createI18n(): Promise<i18n> {
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    resources: { en: { translation: en } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  // Words that cannot be fetched now must not keep the studio from opening: English is there.
  await changeLocale(instance, preferredLocale()).catch(() => undefined);
  return instance;
}

/** Switches the language, fetching its words first, and remembers the choice. */
export async function changeLocale(instance: i18n, locale: Locale): Promise<void> {
  if (!instance.hasResourceBundle(locale, 'translation')) {
    instance.addResourceBundle(locale, 'translation', await catalogueOf(locale));
  }
  await instance.changeLanguage(locale);
  document.documentElement.lang = locale;
}

export function rememberLocale(locale: Locale): void {
  try {
    localStorage.setItem(STORAGE_KEY, locale);
  } catch {
    // Storage can be switched off; the choice then lasts for the visit.
  }
}

/** The language that was chosen, else the first of the browser's that the studio speaks. */
function preferredLocale(): Locale {
  const wanted = [storedLocale(), ...navigator.languages];
  for (const tag of wanted) {
    const language = tag?.split('-')[0]?.toLowerCase();
    const locale = LOCALES.find((known) => known === language);
    if (locale) return locale;
  }
  return 'en';
}

function storedLocale(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

async function catalogueOf(locale: Locale): Promise<object> {
  switch (locale) {
    case 'en':
      return en;
    case 'fr':
      return (await import('./fr/index.ts')).fr;
    case 'rw':
      return (await import('./rw/index.ts')).rw;
  }
}
