import { LOCALES, type Locale } from '@promptly/common';
import { z } from 'zod';

/** A text in the languages that an app can speak; a missing one falls back to English. */
export const localizedSchema = z.object({
  en: z.string(),
  fr: z.string().optional(),
  rw: z.string().optional(),
});
export type Localized = z.infer<typeof localizedSchema>;

/** Reads "English / French / Kinyarwanda"; languages left out at the end are missing. */
export function localized(text: string): Localized {
  const [en = '', fr, rw] = text.split(' / ').map((part) => part.trim());
  return { en, ...(fr && { fr }), ...(rw && { rw }) };
}

/** The same text in every language: names, numbers, words of the prompt. */
export function verbatim(text: string): Localized {
  return { en: text, fr: text, rw: text };
}

export function textIn(text: Localized, locale: Locale): string {
  return text[locale] ?? text.en;
}

/** Joins texts language by language; a language is present in the result when all the parts have it. */
export function compose(
  parts: readonly Localized[],
  join: (parts: string[], locale: Locale) => string,
): Localized {
  const result: Localized = { en: '' };
  for (const locale of LOCALES) {
    const present = parts.every((part) => part[locale] !== undefined);
    if (locale === 'en' || present) {
      const texts = parts.map((part) => textIn(part, locale));
      result[locale] = join(texts, locale);
    }
  }
  return result;
}

/** Maps the text of each language that is present. */
export function mapText(text: Localized, map: (text: string, locale: Locale) => string): Localized {
  return compose([text], ([part = ''], locale) => map(part, locale));
}
