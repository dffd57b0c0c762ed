import { type AppSpec } from '../../spec/app-spec.ts';
import { compose, type Localized } from '../../spec/localized.ts';
import { lower } from './entity-words.ts';
import {
  type PlannedChart,
  type PlannedEntity,
  type PlannedField,
  type PlannedStat,
  type RecordsPlan,
} from './records-plan.ts';
import { dayFrom, SEED_DAY } from './seed-rows.ts';

export interface PlannedOverview {
  overview: NonNullable<RecordsPlan['overview']>;
  messages: Record<string, Localized>;
}

const STAT_COUNT = 4;
/** Beside the leading one: as many as stand in one row. */
const MAX_SMALL_CHARTS = 3;

/** Chooses the numbers and charts that a dashboard opens with, out of what its entities keep. */
export function planOverview(
  spec: AppSpec,
  entities: readonly PlannedEntity[],
  words: Readonly<Record<string, Localized>>,
): PlannedOverview {
  const messages: Record<string, Localized> = {};
  const add = (key: string, text: Localized) => {
    messages[key] = text;
    return key;
  };
  const stats = spread(entities.map((entity) => statsOf(entity, words, add))).slice(0, STAT_COUNT);
  const charts = arrange(
    spread(entities.map((entity) => chartsOf(entity, entities, words, add))),
    entities,
    spec,
  );
  const dated = ({ fields }: PlannedEntity) => fields.some(({ type }) => type === 'date');
  const recent = entities.find(dated) ?? entities[0]!;
  return { overview: { stats, charts, recent: recent.id }, messages };
}

type Add = (key: string, text: Localized) => string;

function statsOf(
  entity: PlannedEntity,
  words: Readonly<Record<string, Localized>>,
  add: Add,
): PlannedStat[] {
  const many = words[`${entity.id}.many`]!;
  const date = dateOf(entity)?.id;
  const base = { entity: entity.id, icon: entity.icon, ...(date && { date }) };
  const money = entity.fields.find(({ type }) => type === 'money');
  const state = entity.fields.find(({ hasTones }) => hasTones);
  const share = entity.fields.find(({ type }) => type === 'percent' || type === 'rating');
  const telling = state?.options.find(
    ({ tone }) => tone === 'waiting' || tone === 'info' || tone === 'bad',
  );
  const stats: PlannedStat[] = [
    { ...base, label: add(`${entity.id}.stat.count`, many), measure: 'count' },
  ];
  if (money) {
    const label = joined([words[money.label]!], {
      en: 'Total {0}',
      fr: 'Total : {0}',
      rw: '{0}: byose',
    });
    stats.unshift({
      ...base,
      icon: 'CircleDollarSign',
      label: add(`${entity.id}.stat.sum`, label),
      measure: 'sum',
      field: money.id,
    });
  }
  if (state && telling) {
    const label = joined(
      [words[telling.label]!, many],
      { en: '{0} {1}', fr: '{1} : {0}', rw: '{1}: {0}' },
      sentence,
    );
    stats.push({
      ...base,
      icon: 'CircleDot',
      label: add(`${entity.id}.stat.state`, label),
      measure: 'share',
      field: state.id,
      option: telling.id,
    });
  }
  if (share) {
    const label = joined(
      [words[share.label]!],
      { en: 'Average {0}', fr: '{0} : moyenne', rw: '{0}: impuzandengo' },
      sentence,
    );
    stats.push({
      ...base,
      icon: 'Gauge',
      label: add(`${entity.id}.stat.average`, label),
      measure: 'average',
      field: share.id,
    });
  }
  return stats;
}

function chartsOf(
  entity: PlannedEntity,
  entities: readonly PlannedEntity[],
  words: Readonly<Record<string, Localized>>,
  add: Add,
): PlannedChart[] {
  const many = words[`${entity.id}.many`]!;
  const date = dateOf(entity);
  const amount = amountOf(entity);
  const measured = amount.field ? words[`${entity.id}.field.${amount.field}`]! : many;
  const choices = entity.fields.filter(
    ({ type, options }) => type === 'choice' && options.length > 1,
  );
  const state = choices.find(({ hasTones }) => hasTones) ?? choices[0];
  const sorting = choices.find((choice) => choice !== state);
  const reference = entity.fields.find(
    ({ type, target }) => type === 'reference' && entities.some(({ id }) => id === target),
  );
  const charts: PlannedChart[] = [];
  const push = (
    by: PlannedField,
    title: Localized,
    chart: Pick<PlannedChart, 'shape' | 'measure' | 'field' | 'period'>,
  ) =>
    charts.push({
      title: add(`${entity.id}.chart.${by.id}`, title),
      entity: entity.id,
      by: by.id,
      wide: chart.period !== undefined,
      ...chart,
    });

  if (date) {
    const period = periodOf(entity, date.id);
    const patterns =
      period === 'month'
        ? { en: '{0} by month', fr: '{0} par mois', rw: '{0} ku kwezi' }
        : { en: '{0} by day', fr: '{0} par jour', rw: '{0} ku munsi' };
    push(date, joined([measured], patterns), { shape: 'area', period, ...amount });
  }
  if (state) push(state, byChoice(many, words[state.label]!), { shape: 'donut', measure: 'count' });
  if (sorting)
    push(sorting, byChoice(measured, words[sorting.label]!), { shape: 'bar', ...amount });
  if (reference)
    push(reference, byChoice(many, words[reference.label]!), {
      shape: 'ranking',
      measure: 'count',
    });
  return charts;
}

const COUNTED =
  /^(?:quantity|count|clicks|views|visits|conversions|users|plays|rows|items|people|minutes|calories|answers|used|participants|distance)$/;

/** What is worth adding up: money, else a number of things; what has a unit of its own is averaged. */
function amountOf({ fields }: PlannedEntity): Pick<PlannedChart, 'field' | 'measure'> {
  const money = fields.find(({ type }) => type === 'money');
  if (money) return { field: money.id, measure: 'sum' };
  const counted = fields.find(({ id, type }) => type === 'number' && COUNTED.test(id));
  if (counted) return { field: counted.id, measure: 'sum' };
  const degree = fields.find(({ unit }) => unit === '°C');
  return degree ? { field: degree.id, measure: 'average' } : { measure: 'count' };
}

/** One chart over time leads; no shape comes twice before the others came once. */
function arrange(
  all: readonly PlannedChart[],
  entities: readonly PlannedEntity[],
  spec: AppSpec,
): PlannedChart[] {
  const text = spec.wishes
    .map((wish) => wish.text)
    .join(' ')
    .toLowerCase();
  const asksForLine = /\bline (?:charts?|graphs?)\b|\bcourbes?\b/.test(text);
  const charts = all.map((chart): PlannedChart =>
    asksForLine && chart.shape === 'area' ? { ...chart, shape: 'line' } : chart,
  );
  const leading = leadingChart(charts, entities);
  const small = charts.filter((chart) => chart !== leading);
  const seen = new Set<string>();
  const fresh = small.filter(({ shape }) => !seen.has(shape) && seen.add(shape));
  const rest = small.filter((chart) => !fresh.includes(chart));
  const others = [...fresh, ...rest].slice(0, MAX_SMALL_CHARTS);
  return [...(leading ? [leading] : []), ...others.map((chart) => ({ ...chart, wide: false }))];
}

/** The chart over time that says most: of money before others, then of many rows before few. */
function leadingChart(
  charts: readonly PlannedChart[],
  entities: readonly PlannedEntity[],
): PlannedChart | undefined {
  const weight = ({ entity: id, field }: PlannedChart) => {
    const entity = entities.find((candidate) => candidate.id === id);
    const isMoney = entity?.fields.some((own) => own.id === field && own.type === 'money');
    return (isMoney ? 1000 : 0) + (entity?.rows.length ?? 0);
  };
  return charts.filter(({ wide }) => wide).sort((a, b) => weight(b) - weight(a))[0];
}

/** The first of each, then the second of each, and so on. */
function spread<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) =>
    lists.flatMap((list) => list[index] ?? []),
  ).flat();
}

/** A date by which most rows lie in the last year. */
export function dateOf(entity: PlannedEntity): PlannedField | undefined {
  return entity.fields.find(
    ({ id, type }) => type === 'date' && new Set(pastDays(entity, id)).size >= MIN_DAYS,
  );
}

const MIN_DAYS = 5;

/** By month where there are at least three of them, else by day. */
function periodOf(entity: PlannedEntity, fieldId: string): 'day' | 'month' {
  return new Set(pastDays(entity, fieldId).map((day) => day.slice(0, 7))).size > 2
    ? 'month'
    : 'day';
}

/** The days of the last year that rows have; none where most rows lie elsewhere. */
function pastDays({ rows }: PlannedEntity, fieldId: string): string[] {
  const days = rows.map((row) => String(row[fieldId] ?? '')).filter((day) => day !== '');
  const yearAgo = dayFrom(SEED_DAY, -365);
  const recent = days.filter((day) => day > yearAgo && day <= SEED_DAY);
  return recent.length * 2 > days.length ? recent : [];
}

function byChoice(many: Localized, choice: Localized): Localized {
  return joined([many, choice], { en: '{0} by {1}', fr: '{0} par {1}', rw: '{0}: {1}' });
}

/** Fills the first text in as it is and the others in lower case. */
function joined(
  parts: readonly Localized[],
  patterns: Readonly<{ en: string; fr: string; rw: string }>,
  finish: (text: string) => string = (text) => text,
): Localized {
  return compose(parts, (texts, locale) =>
    finish(
      texts.reduce(
        (text, part, index) =>
          text.replace(`{${index}}`, text.startsWith(`{${index}}`) ? part : lower(part)),
        patterns[locale],
      ),
    ),
  );
}

function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
