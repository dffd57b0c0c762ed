import { type Locale } from '@promptly/common';
import {
  Button,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from '@promptly/ui';
import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { LOCALE_NAMES, LOCALES } from '../i18n/index.ts';
import { useChangeLocale } from '../i18n/use-change-locale.ts';

/** A button with a menu of the studio's languages. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const changeLocale = useChangeLocale();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t('app.language')}>
          <Languages aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup
          value={i18n.language}
          onValueChange={(locale) => changeLocale(locale as Locale)}
        >
          {LOCALES.map((locale) => (
            <DropdownMenuRadioItem key={locale} value={locale} lang={locale}>
              {LOCALE_NAMES[locale]}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
