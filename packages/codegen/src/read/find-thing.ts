import { type Domain, type DomainEntity } from '../domains/domain.ts';
import { LEXICON, namesOf, type Meaning, type PromptLanguage } from './lexicon.ts';
import { headOf, nounOf, withoutStructure } from './noun-phrase.ts';
import { findPhrases, tokenize } from './tokens.ts';
import { singular, tidy } from './words.ts';

export type EntityMeaning = Meaning & { entity: DomainEntity };

/** A thing that a text speaks of. */
export interface FoundThing {
  key: string;
  /** Of the app's own domain, of another one, or known to the prompt alone. */
  origin: 'own' | 'foreign' | 'custom';
  known?: EntityMeaning;
  /** The prompt's word for it, in the singular, where it is not the entity's own name. */
  word?: string;
  /** The whole app is about it, so that its known rows are of other things. */
  isTopic?: boolean;
}

/** Verbs whose object an app keeps even where no domain knows the noun. */
const KEEPING_VERBS: ReadonlySet<string> = new Set(
  'manage add edit delete browse search track book buy receive import'.split(' '),
);

/** Words that mean the app itself or parts of its pages, unless somebody works on them. */
const PARTS_OF_APPS: ReadonlySet<string> = new Set(
  'application,website,site,page,feature,function,operation,content,information,menu,element,component,mode,channel,place,device,update,service,field,history,log,level,model,skill,team,user,account,option,text,code,image,result,category'.split(
    ',',
  ),
);
/** "A page for invoices" is about invoices. */
const PART_FOR =
  /^(?:(?:an?|the|another|one|une?)\s+)?(?:new\s+)?(?:page|section|screen|tab|écran|rubrique|onglet)s?\s+(?:for|of|with|about|pour|de|des|avec|sur)\s+/i;
/** Who binds an e-mail address keeps no list of e-mails. */
const PARTS_OF_ACCOUNTS: ReadonlySet<string> = new Set(['email', 'username', 'phone number']);
const WORKING_VERBS: ReadonlySet<string> = new Set(['manage', 'add', 'edit', 'delete']);

/** The thing that a text speaks of, if any: one of the app's own domain before others, and the last named one. */
export function findThing(input: {
  text: string;
  verb?: string;
  domain: Domain | undefined;
  language: PromptLanguage;
}): FoundThing | undefined {
  const { verb, domain, language } = input;
  const text = input.text.replace(PART_FOR, '');
  const known =
    knownIn(headOf(text), domain, language, verb) ?? knownIn(text, domain, language, verb);
  if (known) return known;
  const noun = verb !== undefined && KEEPING_VERBS.has(verb) ? nounOf(tidy(text)) : undefined;
  return noun === undefined || PARTS_OF_ACCOUNTS.has(noun)
    ? undefined
    : { key: `prompt/${noun}`, origin: 'custom', word: noun };
}

/** Every thing of the app's own domain that a text names, in order. */
export function findOwnThings(
  text: string,
  domain: Domain | undefined,
  language: PromptLanguage,
): FoundThing[] {
  // What names the app itself is meant, even a word such as "menu".
  const things = knownThings(text, domain, language, 'manage');
  return things.filter(({ origin }) => origin === 'own');
}

function knownIn(
  text: string,
  domain: Domain | undefined,
  language: PromptLanguage,
  verb: string | undefined,
): FoundThing | undefined {
  const things = knownThings(text, domain, language, verb);
  return things.findLast(({ origin }) => origin === 'own') ?? things.at(-1);
}

function knownThings(
  text: string,
  domain: Domain | undefined,
  language: PromptLanguage,
  verb: string | undefined,
): FoundThing[] {
  const tokens = tokenize(text);
  return findPhrases(tokens, LEXICON[language]).flatMap(({ values, at, length }): FoundThing[] => {
    const known = bestMeaning(values, domain, length);
    if (!known) return [];
    const words = text.slice(tokens[at]!.start, tokens[at + length - 1]!.end);
    const word = singular(words.toLowerCase().replace(/'s$/, ''));
    const works = verb !== undefined && WORKING_VERBS.has(verb);
    const isOwnName = known.domain === domain && isNameOf(known.entity, word, language);
    if (!works && !isOwnName && PARTS_OF_APPS.has(word)) return [];
    return [
      {
        key: `${known.domain.id}/${known.entity.id}`,
        origin: known.domain === domain ? 'own' : 'foreign',
        known,
        ...renaming(known.entity, word, language),
      },
    ];
  });
}

/** Another domain's entity is meant only by its own name or by more than one word. */
function bestMeaning(
  meanings: readonly Meaning[],
  domain: Domain | undefined,
  words: number,
): EntityMeaning | undefined {
  const entities = meanings.filter(
    (meaning): meaning is EntityMeaning => meaning.entity !== undefined,
  );
  const own = entities.find((meaning) => meaning.domain === domain);
  if (own) return own;
  if (meanings.some((meaning) => meaning.domain === domain)) return undefined;
  const sure = entities.filter(({ weight }) => weight >= 2 || words > 1);
  return sure.sort((a, b) => b.weight - a.weight)[0];
}

/** Words that speak of an entity without being a name for one of it. */
const NO_NAMES =
  /(?:^|\b)(?:kanban|board|scheduler|schedule|leaderboard|ranking|streak|pipeline|checkout|catalog|catalogue|hr|history|management|distribution|progress|menu|calendar|seat|staff|list|information|data|record|map|social|rss|ads?|saas|mrr|dashboard|center|converter|generator|calculator|control|\w+ing)$/;

function renaming(entity: DomainEntity, word: string, language: PromptLanguage): { word?: string } {
  const plain = withoutStructure(word);
  const head = plain.split(' ').at(-1) ?? '';
  return isNameOf(entity, head, language) || NO_NAMES.test(plain) || nounOf(plain) !== plain
    ? {}
    : { word: plain };
}

function isNameOf(entity: DomainEntity, word: string, language: PromptLanguage): boolean {
  return namesOf(entity, language).some((name) => singular(name.toLowerCase()) === word);
}
