import { type AppSpec } from '../../spec/app-spec.ts';
import { type Localized, mapText, verbatim } from '../../spec/localized.ts';

const MAX_SUBJECT_CHARS = 40;

/** What a company does or sells, in lower case, where the prompt names it. */
export function subjectOf(spec: AppSpec): Localized | undefined {
  const topic = spec.topic.replace(ABOUT_COMPANIES, ' ').replace(/\s+/g, ' ').trim();
  if (isSubject(topic)) return verbatim(topic.toLowerCase());
  if (spec.domain !== 'company') return undefined;
  const named = spec.entities.find(
    ({ plural, source }) => source === 'prompt' && isSubject(plural.en),
  );
  return named && mapText(named.plural, (text, locale) => text.toLocaleLowerCase(locale));
}

/** Words for the company or the site as such, which say nothing of what it does. */
const ABOUT_COMPANIES =
  /(?<!\p{L})(?:and|or|the|a|an|my|our|for|company|companies|corporate|business(?:es)?|industry|industries|firm|agency|brands?|brochure|showcase|official|homepage|professional|professionals|manufacturers?|makers?|website|site|page|bilingual|multilingual|optimi[sz]ed|forward-thinking|startup|personal|display|presentation|entreprise|société|vitrine|présentation|officiel(?:le)?|et|de|du|des|la|le|les)(?!\p{L})/giu;

/** Nouns that any prompt for a site uses. */
const OF_ANY_SITE =
  /(?<!\p{L})(?:products?|services?|items?|members?|users?|visitors?|menus?|navigation|mockups?|pages?|images?|contents?|information|resources?|sources?|news|sections?|features?|designs?|templates?|links?|records?|messages?|loading|speed|search|seo|pictures?|photos?|posts?|articles?|products?\/services?|produits?|contenus?)(?!\p{L})/iu;

function isSubject(text: string): boolean {
  return (
    text.length <= MAX_SUBJECT_CHARS &&
    /^\p{L}[\p{L}\p{N} '’&-]{2,}$/u.test(text) &&
    !OF_ANY_SITE.test(text)
  );
}
