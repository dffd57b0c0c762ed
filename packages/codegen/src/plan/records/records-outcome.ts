import { type CapabilityId } from '../../capabilities/index.ts';
import { type Wish } from '../../spec/app-spec.ts';
import { type PlannedChart, type PlannedEntity, type RecordsPlan } from './records-plan.ts';

/** Where an app does what a capability stands for; undefined where its plan has no place for it. */
export function placeInApp(
  wish: Wish,
  capability: CapabilityId,
  app: RecordsPlan,
): string | undefined {
  const place = placeOfEntity(wish, app);
  const finder = FINDERS[capability];
  return finder ? finder(app, wish) : (place ?? '/');
}

/** The page of the entity that a wish is about. */
export function placeOfEntity({ entity }: Wish, { entities }: RecordsPlan): string | undefined {
  return entities.find(({ id }) => id === entity)?.route;
}

type Finder = (app: RecordsPlan, wish: Wish) => string | undefined;

const entityWith =
  (test: (entity: PlannedEntity) => boolean): Finder =>
  ({ entities }, wish) => {
    const able = entities.filter(test);
    return (able.find(({ id }) => id === wish.entity) ?? able[0])?.route;
  };

/** Pages of sites, which an app has only where the prompt makes an entity of them. */
const onlyAsEntity: Finder = (app, wish) => placeOfEntity(wish, app);

/** Shapes of charts by the words for them. */
const SHAPES: readonly [RegExp, readonly PlannedChart['shape'][]][] = [
  [/\bbar (?:charts?|graphs?)\b/i, ['bar', 'ranking']],
  [/\b(?:line|area|trend) (?:charts?|graphs?)\b/i, ['line', 'area']],
  [/\b(?:pie|donut|doughnut) (?:charts?|graphs?)\b/i, ['donut']],
];

const FINDERS: Partial<Record<CapabilityId, Finder>> = {
  charts: ({ overview }, { text }) => {
    const asked = SHAPES.filter(([words]) => words.test(text)).map(([, shapes]) => shapes);
    const drawn = overview?.charts.map(({ shape }) => shape) ?? [];
    const all = asked.every((shapes) => shapes.some((shape) => drawn.includes(shape)));
    return drawn.length > 0 && all ? '/' : undefined;
  },
  board: entityWith(({ view }) => view === 'board'),
  favourites: entityWith(({ favourites }) => favourites),
  export: entityWith((entity) => entity.exports),
  print: entityWith(({ prints }) => prints),
  categories: entityWith(({ fields }) => fields.some(({ type }) => type === 'choice')),
  gallery: entityWith(({ view }) => view === 'cards'),
  signIn: ({ auth }) => auth && '/sign-in',
  signUp: ({ auth }) => (auth?.signUp ? '/sign-up' : undefined),
  profile: ({ auth }) => (auth?.profile ? '/profile' : undefined),
  roles: ({ auth }) => (auth?.guardsDeleting ? '/sign-in' : undefined),
  languages: ({ locales }) => (locales.length > 1 ? 'src/i18n' : undefined),
  faq: onlyAsEntity,
  testimonials: onlyAsEntity,
  pricing: onlyAsEntity,
  about: onlyAsEntity,
  contact: onlyAsEntity,
};
