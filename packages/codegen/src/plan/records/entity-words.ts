import { type Locale } from '@promptly/common';

import { plural } from '../../read/words.ts';
import { type Entity } from '../../spec/app-spec.ts';
import { compose, type Localized } from '../../spec/localized.ts';

/** The sentences in which an entity is spoken of, as each language builds them. */
export function entityWords({
  singular,
  plural: title,
  feminine,
}: Entity): Record<string, Localized> {
  // "Attendance" heads a list of attendance records: sentences count the records.
  const counted = { ...title, en: plural(singular.en) };
  const say = (sentences: Readonly<Record<Locale, (words: Words) => string>>) =>
    compose([singular, counted], ([one = '', many = ''], locale) =>
      sentences[locale]({ One: one, Many: many, one: lower(one), many: lower(many), feminine }),
    );
  return {
    one: singular,
    many: title,
    add: say({
      en: ({ one }) => `Add ${one}`,
      fr: ({ one, feminine }) => `Ajouter ${feminine ? 'une' : 'un'} ${one}`,
      rw: ({ one }) => `Ongeraho ${one}`,
    }),
    edit: say({
      en: ({ one }) => `Edit ${one}`,
      fr: ({ one, feminine }) => `Modifier ${definite(one, feminine)}`,
      rw: ({ one }) => `Hindura ${one}`,
    }),
    search: say({
      en: ({ many }) => `Search ${many}`,
      fr: ({ many }) => `Rechercher parmi les ${many}`,
      rw: ({ many }) => `Shakisha mu ${many}`,
    }),
    empty: say({
      en: ({ many }) => `No ${many} yet`,
      fr: ({ many }) => `Pas encore ${partitive(many)}`,
      rw: ({ many }) => `Nta ${many} birahari`,
    }),
    emptyHint: say({
      en: ({ one }) => `Add the first ${one} to get started.`,
      fr: ({ feminine }) => `Ajoutez-en ${feminine ? 'une' : 'un'} pour commencer.`,
      rw: ({ one }) => `Tangira wongeraho ${one}.`,
    }),
    missing: say({
      en: ({ one }) => `This ${one} does not exist`,
      fr: ({ feminine }) => (feminine ? 'Cette fiche n’existe pas' : 'Cette fiche n’existe pas'),
      rw: ({ One }) => `${One} ntibonetse`,
    }),
    all: say({
      en: ({ many }) => `All ${many}`,
      fr: ({ many, feminine }) => `${feminine ? 'Toutes les' : 'Tous les'} ${many}`,
      rw: ({ Many }) => `${Many} byose`,
    }),
    latest: say({
      en: ({ many }) => `Latest ${many}`,
      fr: ({ many, feminine }) => `${feminine ? 'Dernières' : 'Derniers'} ${many}`,
      rw: ({ Many }) => `${Many} biheruka`,
    }),
    count_one: say({
      en: ({ one }) => `1 ${one}`,
      fr: ({ one }) => `{count} ${one}`,
      rw: ({ Many }) => `${Many}: {count}`,
    }),
    count_other: say({
      en: ({ many }) => `{count} ${many}`,
      fr: ({ many }) => `{count} ${many}`,
      rw: ({ Many }) => `${Many}: {count}`,
    }),
  };
}

interface Words {
  One: string;
  Many: string;
  one: string;
  many: string;
  feminine: boolean;
}

/** "Employee" → "employee", while "API key" and "SMS" keep their capitals. */
export function lower(text: string): string {
  return /^\p{Lu}(?:\p{Lu}|$)/u.test(text)
    ? text
    : text.charAt(0).toLocaleLowerCase() + text.slice(1);
}

const VOWEL = /^[aeiouhàâéèêëîïôûœ]/i;

function definite(noun: string, feminine: boolean): string {
  if (VOWEL.test(noun)) return `l’${noun}`;
  return `${feminine ? 'la' : 'le'} ${noun}`;
}

function partitive(nouns: string): string {
  return VOWEL.test(nouns) ? `d’${nouns}` : `de ${nouns}`;
}
