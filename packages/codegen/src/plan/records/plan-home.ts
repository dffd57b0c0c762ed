import { domainById } from '../../domains/index.ts';
import { type Random } from '../../random.ts';
import { type AppSpec } from '../../spec/app-spec.ts';
import { compose, localized, mapText, verbatim, type Localized } from '../../spec/localized.ts';
import { capitalize } from '../../read/words.ts';
import { lower } from './entity-words.ts';
import { type PlannedEntity, type RecordsPlan } from './records-plan.ts';

export interface PlannedHome {
  home: NonNullable<RecordsPlan['home']>;
  messages: Record<string, Localized>;
}

/** What a public app shows first: what it is, the things it is about, and ways into them. */
export function planHome(
  spec: AppSpec,
  entities: readonly PlannedEntity[],
  words: Readonly<Record<string, Localized>>,
  random: Random,
): PlannedHome {
  const featured = entities.find(({ view }) => view === 'cards') ?? entities[0]!;
  const also = entities.find((entity) => entity !== featured && entity.view !== 'board');
  const many = words[`${featured.id}.many`]!;
  const grouping = featured.fields.find(({ id }) => id === featured.filters[0]);
  const { headline, lead } = welcome(spec, many, random);
  return {
    home: {
      headline: 'home.headline',
      lead: 'home.lead',
      featured: featured.id,
      ...(grouping?.type === 'choice' && { groupedBy: grouping.id }),
      ...(also && { also: also.id }),
      layout: random.fork('hero').pick(['split', 'center']),
    },
    messages: {
      'home.headline': headline,
      'home.lead': lead,
      'home.eyebrow': eyebrowOf(spec, many),
      ...(grouping && {
        'home.groups': compose(
          [many, words[grouping.label]!],
          ([things = '', choice = ''], locale) => GROUPS[locale](things, lower(choice)),
        ),
      }),
    },
  };
}

/** What the app is for, without the words for an app as such: nobody calls a page "Recipe site". */
function eyebrowOf({ purpose, topic }: AppSpec, many: Localized): Localized {
  if (!NAMES_AN_APP.test(purpose)) return verbatim(purpose);
  return topic.includes(' ') ? verbatim(capitalize(topic)) : many;
}

const NAMES_AN_APP = /\b(?:(?:web)?site|app|application|platform|system|tool|program|software)$/i;

const GROUPS = {
  en: (things: string, choice: string) => `${things} by ${choice}`,
  fr: (things: string, choice: string) => `${things} par ${choice}`,
  rw: (things: string, choice: string) => `${things}: ${choice}`,
};

/** The domain's own welcome, its site's, or one made of the things that the app is about. */
function welcome(
  spec: AppSpec,
  many: Localized,
  random: Random,
): { headline: Localized; lead: Localized } {
  const domain = spec.domain === 'general' ? undefined : domainById(spec.domain);
  const fill = (text: Localized) =>
    mapText(text, (part) =>
      part.replaceAll('{name}', spec.name).replaceAll('{place}', spec.place?.name ?? 'Kigali'),
    );
  if (domain?.welcome) {
    const { headlines, lead } = domain.welcome;
    return { headline: fill(random.fork('headline').pick(headlines)), lead: fill(lead) };
  }
  if (domain?.site) {
    const { headlines, leads } = domain.site;
    return { headline: fill(random.fork('headline').pick(headlines)), lead: fill(leads[0]!) };
  }
  return {
    headline: compose([many], ([things = '']) => things),
    lead: localized(
      'Everything in one place: look around, search, and add your own. / Tout au même endroit : parcourez, cherchez, ajoutez les vôtres. / Byose ahantu hamwe: reba, shakisha, wongereho ibyawe.',
    ),
  };
}
