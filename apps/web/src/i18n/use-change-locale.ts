import { type Locale } from '@promptly/common';
import { useTranslation } from 'react-i18next';

import { changeLocale, rememberLocale } from './index.ts';

/** Switches the studio's language and remembers the choice. */
export function useChangeLocale(): (locale: Locale) => void {
  const { i18n } = useTranslation();
  return (locale) => {
    rememberLocale(locale);
    void changeLocale(i18n, locale);
  };
}
