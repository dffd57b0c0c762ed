import { type Domain, type DomainEntity } from '../domains/domain.ts';
import { DOMAINS } from '../domains/index.ts';
import { textIn } from '../spec/localized.ts';
import { indexPhrases, type PhraseIndex } from './tokens.ts';

/** The languages that prompts are read in. */
export type PromptLanguage = 'en' | 'fr';

/** What a known phrase speaks of: a domain as a whole, or one of its entities. */
export interface Meaning {
  domain: Domain;
  entity?: DomainEntity;
  /** How surely: the entity's own name more than another word for it. */
  weight: number;
}

/** Every phrase of every domain, by the language that it is looked for in. */
export const LEXICON: Readonly<Record<PromptLanguage, PhraseIndex<Meaning>>> = {
  en: indexPhrases(DOMAINS.flatMap((domain) => phrasesOf(domain, 'en'))),
  fr: indexPhrases(DOMAINS.flatMap((domain) => phrasesOf(domain, 'fr'))),
};

function phrasesOf(domain: Domain, language: PromptLanguage): (readonly [string, Meaning])[] {
  return [
    ...domain.words.map((word) => [word, { domain, weight: 3 }] as const),
    ...domain.entities.flatMap((entity) => [
      ...namesOf(entity, language).map((name) => [name, { domain, entity, weight: 2 }] as const),
      ...entity.words.map((word) => [word, { domain, entity, weight: 1.5 }] as const),
    ]),
  ];
}

/** What an entity is called, in one and in many. */
export function namesOf({ singular, plural }: DomainEntity, language: PromptLanguage): string[] {
  return [...new Set([textIn(singular, language), textIn(plural, language)])];
}
