import { createContext, use, useMemo, type ReactNode } from 'react';

/** Words that the components themselves say, most of them to screen readers. */
export interface UiText {
  cancel: string;
  clear: string;
  close: string;
  closeMenu: string;
  dark: string;
  dismiss: string;
  light: string;
  loading: string;
  menu: string;
  morePages: string;
  next: string;
  notifications: string;
  openMenu: string;
  pagination: string;
  previous: string;
  breadcrumb: string;
  required: string;
  search: string;
  sidebar: string;
  skipToContent: string;
  system: string;
  theme: string;
  toggleSidebar: string;
}

export type UiLocale = 'en' | 'fr' | 'rw';

const UI_TEXT: Record<UiLocale, UiText> = {
  en: {
    cancel: 'Cancel',
    clear: 'Clear',
    close: 'Close',
    closeMenu: 'Close menu',
    dark: 'Dark',
    dismiss: 'Dismiss',
    light: 'Light',
    loading: 'Loading',
    menu: 'Menu',
    morePages: 'More pages',
    next: 'Next',
    notifications: 'Notifications',
    openMenu: 'Open menu',
    pagination: 'Pagination',
    previous: 'Previous',
    breadcrumb: 'Breadcrumb',
    required: 'required',
    search: 'Search',
    sidebar: 'Main navigation',
    skipToContent: 'Skip to content',
    system: 'System',
    theme: 'Theme',
    toggleSidebar: 'Toggle navigation',
  },
  fr: {
    cancel: 'Annuler',
    clear: 'Effacer',
    close: 'Fermer',
    closeMenu: 'Fermer le menu',
    dark: 'Sombre',
    dismiss: 'Ignorer',
    light: 'Clair',
    loading: 'Chargement',
    menu: 'Menu',
    morePages: 'Autres pages',
    next: 'Suivant',
    notifications: 'Notifications',
    openMenu: 'Ouvrir le menu',
    pagination: 'Pagination',
    previous: 'Précédent',
    breadcrumb: 'Fil d’Ariane',
    required: 'obligatoire',
    search: 'Rechercher',
    sidebar: 'Navigation principale',
    skipToContent: 'Aller au contenu',
    system: 'Système',
    theme: 'Thème',
    toggleSidebar: 'Afficher ou masquer la navigation',
  },
  rw: {
    cancel: 'Hagarika',
    clear: 'Siba',
    close: 'Funga',
    closeMenu: 'Funga urutonde',
    dark: 'Umwijima',
    dismiss: 'Kuraho',
    light: 'Urumuri',
    loading: 'Birimo gufunguka',
    menu: 'Urutonde',
    morePages: 'Izindi paji',
    next: 'Ibikurikira',
    notifications: 'Imenyesha',
    openMenu: 'Fungura urutonde',
    pagination: 'Amapaji',
    previous: 'Ibibanza',
    breadcrumb: 'Inzira',
    required: 'ni ngombwa',
    search: 'Shakisha',
    sidebar: 'Urutonde nyamukuru',
    skipToContent: 'Jya ku birimo',
    system: 'Sisitemu',
    theme: 'Isura',
    toggleSidebar: 'Erekana cyangwa uhishe urutonde',
  },
};

const UiTextContext = createContext<UiText>(UI_TEXT.en);

export interface UiTextProviderProps {
  children: ReactNode;
  locale?: UiLocale;
  /** Single words that differ from the locale's own. */
  text?: Partial<UiText>;
}

/** Translates the components below it; without a provider they speak English. */
export function UiTextProvider({ children, locale = 'en', text }: UiTextProviderProps) {
  const value = useMemo(() => ({ ...UI_TEXT[locale], ...text }), [locale, text]);
  return <UiTextContext value={value}>{children}</UiTextContext>;
}

export function useUiText(): UiText {
  return use(UiTextContext);
}
