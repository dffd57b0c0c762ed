import { type AppSpec } from '../../spec/app-spec.ts';
import { type Localized, mapText, verbatim } from '../../spec/localized.ts';

const MAX_SUBJECT_CHARS = 40;

/** What a company's site is about, in lower case: a thing that the prompt names, or its work in general. */
export function subjectOf(spec: AppSpec): Localized {
  const named = spec.entities.find(({ source }) => source === 'prompt');
  if (named) return mapText(named.plural, (text, locale) => text.toLocaleLowerCase(locale));
  const topic = spec.topic.replace(ABOUT_COMPANIES, ' ').trim();
  return isNoun(topic) ? verbatim(topic.toLowerCase()) : GOOD_WORK;
}

const GOOD_WORK: Localized = {
  en: 'good work',
  fr: 'le travail bien fait',
  rw: 'akazi keza',
};

/** Words for the company or the site as such. */
const ABOUT_COMPANIES =
  /\b(?:company|companies|corporate|business|industry|industries|firm|agency|brand|brochure|showcase|official|homepage|professional|manufacturers?|makers?|entreprise|société|vitrine)\b/gi;

function isNoun(text: string): boolean {
  return text.length <= MAX_SUBJECT_CHARS && /^[\p{L}][\p{L}\p{N} '’-]{2,}$/u.test(text);
}
