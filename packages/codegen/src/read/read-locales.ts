import { LOCALES, type Locale } from '@promptly/common';

import { warning, type Diagnostic } from '../diagnostics.ts';

export interface LocaleReading {
  /** The default one first. */
  locales: Locale[];
  /** Names of languages that were asked for and that no app of ours speaks yet. */
  missing: string[];
  diagnostics: Diagnostic[];
}

const SPOKEN: readonly (readonly [Locale, RegExp])[] = [
  ['en', /\b(?:english|anglais|icyongereza)\b/i],
  ['fr', /\b(?:french|français|igifaransa)\b/i],
  ['rw', /\b(?:kinyarwanda|rwandan language|ikinyarwanda)\b/i],
];
const OTHERS =
  /\b(?:arabic|chinese|mandarin|spanish|portuguese|german|italian|swahili|kiswahili|hindi|vietnamese|japanese|korean|russian|turkish|dutch|thai|arabe|chinois|espagnol|portugais|allemand)\b/gi;
/** Words that ask for more than one language without naming them. */
const SEVERAL =
  /\b(?:multi-?lingual|multi-?language|multiple languages?|language switch(?:ing|er)?|several languages|bilingual|trilingual|multilingue|bilingue|plusieurs langues|i18n|internationali[sz]ation)\b/i;
/** One language, which the whole app shall be in. */
const WRITTEN_IN = /\bin (?:english|french|kinyarwanda)\b|\ben (?:français|anglais|kinyarwanda)\b/i;
/** Language names that say what a language is for, not what the app shall speak. */
const ABOUT_LANGUAGE =
  /\b(?:learn|learning|teach|teaching|study|translate|translation|idioms?|vocabulary|apprendre|cours d[e'])\b/i;

/** Reads which languages the app shall speak; one, unless the prompt or the options ask for more. */
export function readLocales(
  sentences: readonly string[],
  options: { promptLanguage: Locale; locale?: Locale; i18n?: boolean },
): LocaleReading {
  const relevant = sentences.filter((sentence) => !ABOUT_LANGUAGE.test(sentence));
  const named = SPOKEN.filter(([, name]) => relevant.some((sentence) => name.test(sentence))).map(
    ([locale]) => locale,
  );
  const missing = unique(relevant.flatMap((sentence) => sentence.match(OTHERS) ?? []));
  const several = relevant.some((sentence) => SEVERAL.test(sentence));
  const asksForSeveral = several || named.length + missing.length > 1;

  const only =
    named.length === 1 && relevant.some((sentence) => WRITTEN_IN.test(sentence))
      ? named[0]
      : undefined;
  const first = options.locale ?? only ?? options.promptLanguage;
  const wanted = asksForSeveral ? (named.length + missing.length > 0 ? named : [...LOCALES]) : [];
  const extra = options.i18n ? [...LOCALES] : wanted;
  const locales = unique([first, ...extra]);

  const diagnostics = missing.map((language) =>
    warning('language_unsupported', `Apps cannot speak ${language} yet; it was left out.`),
  );
  return { locales, missing, diagnostics };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
