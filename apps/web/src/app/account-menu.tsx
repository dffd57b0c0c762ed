import { type Locale } from '@promptly/common';
import {
  Avatar,
  AvatarFallback,
  Button,
  type ColorMode,
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
  DropdownMenuTrigger,
  initials,
  setColorMode,
  useColorMode,
} from '@promptly/ui';
import { Languages, LogOut, SunMoon } from 'lucide-react';
import { useTranslation } from 'react-i18next';

import { LOCALE_NAMES, LOCALES } from '../i18n/index.ts';
import { useChangeLocale } from '../i18n/use-change-locale.ts';
import { useSession, useSessionState } from '../lib/studio.tsx';

const MODES = ['light', 'dark', 'system'] as const;

/**
 * Who is signed in, how the studio looks and speaks, and the way out. Their picture lies with another host, from which a
 * page of the studio loads nothing.
 */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const state = useSessionState();
  if (state.status !== 'signed_in') return null;
  const { name, email } = state.user;

  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon" className="rounded-full">
          <Avatar aria-hidden className="size-7">
            <AvatarFallback>{initials(name)}</AvatarFallback>
          </Avatar>
          <span className="sr-only">{t('app.account')}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2.5 py-2">
          <p className="truncate text-sm font-medium">{name}</p>
          <p className="truncate text-xs text-muted-foreground">{email}</p>
        </div>
        <DropdownMenuSeparator />
        <ThemeItems />
        <LanguageItems />
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={() => void session.signOut()}>
          <LogOut aria-hidden />
          {t('auth.signOut')}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function ThemeItems() {
  const { t } = useTranslation();
  const mode = useColorMode();
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>
        <SunMoon aria-hidden />
        {t('app.theme')}
      </DropdownMenuSubTrigger>
      <DropdownMenuSubContent>
        <DropdownMenuRadioGroup
          value={mode}
          onValueChange={(next) => setColorMode(next as ColorMode)}
        >
          {MODES.map((choice) => (
            <DropdownMenuRadioItem key={choice} value={choice}>
              {t(`app.${choice}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}

function LanguageItems() {
  const { t, i18n } = useTranslation();
  const changeLocale = useChangeLocale();
  return (
    <DropdownMenuSub>
      <DropdownMenuSubTrigger>
        <Languages aria-hidden />
        {t('app.language')}
      </DropdownMenuSubTrigger>
      <DropdownMenuSubContent>
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
      </DropdownMenuSubContent>
    </DropdownMenuSub>
  );
}
