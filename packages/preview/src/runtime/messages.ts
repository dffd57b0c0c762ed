import type { Locale } from '@promptly/common';

/** Texts that a preview itself shows, in the studio's languages. */
export interface PreviewMessages {
  buildFailed: string;
  appFailed: string;
  close: string;
  expiredTitle: string;
  expiredText: string;
}

const MESSAGES: Record<Locale, PreviewMessages> = {
  en: {
    buildFailed: 'The app does not build',
    appFailed: 'The app stopped with an error',
    close: 'Close',
    expiredTitle: 'This preview is not here any more',
    expiredText: 'Open it again from the studio.',
  },
  fr: {
    buildFailed: 'L’application ne se compile pas',
    appFailed: 'L’application s’est arrêtée sur une erreur',
    close: 'Fermer',
    expiredTitle: 'Cet aperçu n’est plus disponible',
    expiredText: 'Rouvrez-le depuis le studio.',
  },
  rw: {
    buildFailed: 'Porogaramu ntiyubatse',
    appFailed: 'Porogaramu yahagaritswe n’ikosa',
    close: 'Funga',
    expiredTitle: 'Iyi porogaramu ntikigaragara hano',
    expiredText: 'Yongere uyifungure muri studio.',
  },
};

/** The texts for the first language tag that we speak; English otherwise. */
export function messagesFor(tags: readonly string[]): PreviewMessages & { locale: Locale } {
  for (const tag of tags) {
    const locale = tag.slice(0, 2).toLowerCase();
    if (isLocale(locale)) return { ...MESSAGES[locale], locale };
  }
  return { ...MESSAGES.en, locale: 'en' };
}

function isLocale(tag: string): tag is Locale {
  return Object.hasOwn(MESSAGES, tag);
}
