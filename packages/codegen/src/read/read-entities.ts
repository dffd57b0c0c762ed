import { info, type Diagnostic } from '../diagnostics.ts';
import { type Domain, type DomainEntity } from '../domains/domain.ts';
import { type AppKind, type Entity } from '../spec/app-spec.ts';
import { type Ask } from './asks.ts';
import { customEntity, fromDomain, renamed, retitled } from './entity-forms.ts';
import { findOwnThings, findThing, type FoundThing } from './find-thing.ts';
import { type PromptLanguage } from './lexicon.ts';
import { nounOf } from './noun-phrase.ts';
import { type Subject } from './subject.ts';

export interface EntityReading {
  /** The main one first. */
  entities: Entity[];
  /** The entity that each ask is about, by the ask's text. */
  byAsk: ReadonlyMap<string, string>;
  diagnostics: Diagnostic[];
}

/** More than these make an app in which nobody finds their way. */
const MAX_ENTITIES: Readonly<Record<AppKind, number>> = { dashboard: 5, crud: 5, marketing: 3 };
const MIN_ENTITIES: Readonly<Record<AppKind, number>> = { dashboard: 3, crud: 2, marketing: 0 };

/** How much a verb says that its object is kept by the app. */
const VERB_WEIGHT: Readonly<Record<string, number>> = {
  manage: 3,
  add: 3,
  edit: 3,
  delete: 3,
  browse: 2,
  search: 2,
  filter: 1.5,
  track: 2,
  buy: 2,
  book: 2,
  analyze: 1.5,
};
const OTHER_VERB_WEIGHT = 1;
const PLAIN_WEIGHT = 1.2;
const SUBJECT_WEIGHT = 5;
/** From where on a thing is kept: surely, or only where the app would be empty without it. */
const THRESHOLDS = { own: [1, 1], foreign: [2, 2], custom: [2.9, 1.9] } as const;

interface Candidate extends FoundThing {
  score: number;
  order: number;
}

/** Finds what the app keeps: the nouns that the prompt's asks work on, then what its domain cannot do without. */
export function readEntities(input: {
  subject: Subject;
  asks: readonly Ask[];
  domain: Domain | undefined;
  kind: AppKind;
  language: PromptLanguage;
  /** Keeps the domain's own names, which it has in every language. */
  keepNames?: boolean;
}): EntityReading {
  const { subject, asks, domain, kind, language, keepNames = false } = input;
  const candidates = new Map<string, Candidate>();
  const byAsk = new Map<string, string>();

  const mention = (thing: FoundThing | undefined, weight: number) => {
    if (!thing) return;
    const known = candidates.get(thing.key);
    const candidate = known ?? { ...thing, score: 0, order: candidates.size };
    candidate.score += weight;
    if (!thing.word || (keepNames && thing.known)) delete candidate.word;
    candidates.set(thing.key, candidate);
  };

  const named = findOwnThings(subject.thing, domain, language);
  for (const thing of [...named, ...topicThings(subject, domain, named)])
    mention(thing, SUBJECT_WEIGHT);
  asks.forEach((ask, index) => {
    const { text, verb, object } = ask;
    if (IS_ABOUT_ONESELF.test(text)) return;
    const thing = findThing({ text: object === '' ? text : object, verb, domain, language });
    mention(thing, weightOf(ask, index === 0 && subject.purpose.startsWith('for ')));
    if (thing) byAsk.set(text, thing.key);
  });

  const ranked = [...candidates.values()].sort((a, b) => b.score - a.score || a.order - b.order);
  const sure = ranked.filter((candidate) => passes(candidate, 0));
  const likely = ranked.filter((candidate) => !sure.includes(candidate) && passes(candidate, 1));
  const limit = MAX_ENTITIES[kind];
  const chosen = withoutTwins([
    ...sure,
    ...likely.slice(0, Math.max(0, MIN_ENTITIES[kind] - sure.length)),
  ]).slice(0, limit);
  const added = missingFrom(chosen, domain, kind);
  const entities = [
    ...chosen.map(toEntity),
    ...added.map((thing): Entity => ({ ...toEntity(thing), source: 'domain' })),
  ];
  if (entities.length === 0 && kind !== 'marketing')
    entities.push(customEntity(nounOf(subject.topic) ?? 'item'));

  const ids = new Map(chosen.map((candidate) => [candidate.key, toEntity(candidate).id]));
  return {
    entities,
    byAsk: new Map(
      [...byAsk].flatMap(([text, key]) => {
        const id = ids.get(key);
        return id === undefined ? [] : [[text, id] as const];
      }),
    ),
    diagnostics: diagnose(sure.length, chosen, added),
  };
}

/** What belongs to a signed-in person is their profile, not a list of things. */
const IS_ABOUT_ONESELF =
  /\b(?:their|own|my|personal|user) (?:own )?(?:accounts?|profiles?|personal|information|info|center)\b|\baccount information\b|\bpersonal (?:information|center|info|data)\b|\bpasswords?\b/i;

/** "A marketplace for second-hand bikes" sells bikes. */
function topicThings(
  subject: Subject,
  domain: Domain | undefined,
  named: readonly FoundThing[],
): FoundThing[] {
  const entity = domain?.entities.find(({ id }) => id === domain.topicEntity);
  const word = /^(?:for|of|selling|to sell|pour|de) /i.test(subject.purpose)
    ? nounOf(subject.purpose.replace(/^\S+ (?:sell(?:ing)? )?/, ''))
    : undefined;
  if (!domain || !entity || named.some(({ known }) => known?.entity === entity)) return [];
  return word === undefined || APP_NOUN.test(word)
    ? []
    : [{ ...thingOf(domain, entity), word, isTopic: true }];
}

const APP_NOUN =
  /\b(?:store|shop|shopping|mall|business|company|seller|user|customer|client|people|boutique)$/;

function weightOf({ verb }: Ask, namesTheAudience: boolean): number {
  if (verb === undefined) return namesTheAudience ? PLAIN_WEIGHT / 2 : PLAIN_WEIGHT;
  return VERB_WEIGHT[verb] ?? OTHER_VERB_WEIGHT;
}

function passes({ origin, score }: Candidate, level: 0 | 1): boolean {
  return score >= THRESHOLDS[origin][level];
}

/** Two candidates can come to the same name, such as the events of two domains; the stronger one stays. */
function withoutTwins(candidates: readonly Candidate[]): Candidate[] {
  const names = new Set<string>();
  return candidates.filter((candidate) => {
    const { id, plural } = toEntity(candidate);
    const twin = names.has(id) || names.has(plural.en);
    names.add(id).add(plural.en);
    return !twin;
  });
}

/** What the chosen refer to, and what the domain starts from while there is too little. */
function missingFrom(
  chosen: readonly Candidate[],
  domain: Domain | undefined,
  kind: AppKind,
): FoundThing[] {
  if (kind === 'marketing') return [];
  const present = new Set(chosen.map(({ key }) => key));
  const targets = chosen.slice(0, 2).flatMap(({ known }) =>
    (known?.entity.fields ?? []).flatMap((field) => {
      const target = known?.domain.entities.find(({ id }) => id === field.target);
      return target && field.required ? [thingOf(known!.domain, target)] : [];
    }),
  );
  const core = (domain?.core ?? []).flatMap((id) => {
    const entity = domain?.entities.find((candidate) => candidate.id === id);
    return domain && entity ? [thingOf(domain, entity)] : [];
  });
  const needsCore = chosen.length === 0 || kind === 'dashboard';
  const essential = core.filter(({ known }) => known?.entity.id === domain?.topicEntity);
  const wanted = [...essential, ...targets, ...(needsCore ? core : [])];
  const fresh = wanted.filter(
    ({ key }, index) =>
      !present.has(key) && wanted.findIndex((other) => other.key === key) === index,
  );
  return fresh.slice(0, Math.max(0, 3 - chosen.length));
}

function thingOf(domain: Domain, entity: DomainEntity): FoundThing {
  return { key: `${domain.id}/${entity.id}`, origin: 'own', known: { domain, entity, weight: 2 } };
}

function toEntity({ known, word, isTopic }: FoundThing): Entity {
  if (!known) return customEntity(word ?? 'item');
  if (isTopic && word) return retitled(known.entity, word);
  return word ? renamed(known.entity, word) : fromDomain(known.entity, 'prompt');
}

function diagnose(
  found: number,
  chosen: readonly FoundThing[],
  added: readonly FoundThing[],
): Diagnostic[] {
  const names = added.map((thing) => toEntity(thing).plural.en).join(', ');
  return [
    ...(found > chosen.length
      ? [
          info(
            'entity_limit',
            `The prompt speaks of ${found} things; the ${chosen.length} that it says most about were chosen.`,
          ),
        ]
      : []),
    ...(added.length > 0
      ? [
          info(
            'entities_from_domain',
            `Added, because the others need them or the prompt names too little: ${names}.`,
          ),
        ]
      : []),
  ];
}
