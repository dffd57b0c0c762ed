import { type Locale } from '@promptly/common';

import { hashText, type Random } from '../../random.ts';
import { kebabCase } from '../../read/words.ts';
import { type Entity, type Field } from '../../spec/app-spec.ts';
import { textIn } from '../../spec/localized.ts';
import { type Row } from './records-plan.ts';
import { type Money } from './money.ts';
import { createNames, emailOf, type Region } from './people.ts';
import { toneOf } from './tones.ts';

/** The day that sample dates stand around. Fixed, so that the same prompt gives the same bytes on any day. */
export const SEED_DAY = '2026-11-16';
const DAY_MS = 86_400_000;

const ROWS_WITH_PEOPLE = 22;
const MAX_ROWS = 40;
const TEAM_SIZE = 6;

export interface SeedContext {
  locale: Locale;
  region: Region;
  money: Money;
  random: Random;
}

/** Makes believable rows for every entity: known ones first, the rest from the samples of their fields. */
export function seedRows(entities: readonly Entity[], context: SeedContext): Map<string, Row[]> {
  const rows = new Map(entities.map((entity) => [entity.id, ownRows(entity, context)] as const));
  for (const entity of entities) {
    const random = context.random.fork(`${entity.id}/references`);
    for (const field of entity.fields.filter(({ type }) => type === 'reference')) {
      const targets = rows.get(field.target ?? '') ?? [];
      for (const row of rows.get(entity.id) ?? []) {
        // Some are referred to more than others, as in life.
        const place = Math.floor(random.next() ** 1.7 * targets.length);
        row[field.id] = String(targets[place]?.id ?? '');
      }
    }
  }
  return rows;
}

/** The rows of one entity without its references. */
function ownRows(entity: Entity, context: SeedContext): Row[] {
  const random = context.random.fork(entity.id);
  const nextName = createNames(context.region, random.fork('names'));
  const team = Array.from({ length: TEAM_SIZE }, createNames(context.region, random.fork('team')));
  const ids = new Set<string>();
  const count = rowCount(entity);
  return Array.from({ length: count }, (_, index) => {
    const row: Row = {};
    for (const field of entity.fields) {
      if (field.type === 'reference') continue;
      row[field.id] =
        knownValue(entity, field, index, context) ??
        sample(field, {
          row,
          index,
          count,
          isTitle: field === entity.fields[0],
          team,
          nextName,
          context,
          random: random.fork(`${index}/${field.id}`),
        });
    }
    keepDatesInOrder(entity, row, random.fork(`${index}/order`));
    return { id: uniqueId(String(row[entity.fields[0]!.id] ?? entity.id), ids), ...row };
  });
}

function rowCount({ fields, rows }: Entity): number {
  if (rows.length > 0) return Math.min(rows.length, MAX_ROWS);
  const [title] = fields;
  const named = title?.samples?.values?.length;
  if (named === undefined) return ROWS_WITH_PEOPLE;
  // What happens to others happens more than once; what stands for itself has a name of its own.
  const repeats = fields.some(({ type }) => type === 'reference');
  return repeats ? Math.max(named, ROWS_WITH_PEOPLE) : named;
}

function knownValue(
  entity: Entity,
  field: Field,
  index: number,
  { locale, money }: SeedContext,
): Row[string] | undefined {
  const value = entity.rows[index]?.[field.id];
  if (value === undefined) return undefined;
  if (typeof value === 'object') return field.type === 'choice' ? value.en : textIn(value, locale);
  return field.type === 'money' && typeof value === 'number' ? money.fromDollars(value) : value;
}

interface SampleContext {
  row: Row;
  index: number;
  count: number;
  isTitle: boolean;
  /** The few people who are responsible for many rows. */
  team: readonly string[];
  nextName: () => string;
  context: SeedContext;
  random: Random;
}

function sample(
  field: Field,
  { row, index, count, isTitle, team, nextName, context, random }: SampleContext,
): Row[string] {
  const { min = 0, max = 100, step = 1, values, pattern } = field.samples ?? {};
  const number = () => min + step * random.int(0, Math.floor((max - min) / step));
  switch (field.type) {
    case 'person':
      return isTitle ? nextName() : random.pick(team);
    case 'email':
      return emailOf(nameIn(row) ?? nextName());
    case 'phone':
      return `+250 78${random.int(2, 9)} ${random.int(100, 999)} ${random.int(100, 999)}`;
    case 'url':
      return `https://${kebabCase(nameIn(row) ?? 'example').slice(0, 24) || 'site'}.example.com`;
    case 'number':
      return roundNicely(number(), max - min);
    case 'percent':
      return number();
    case 'rating':
      return Math.max(number(), number());
    case 'money':
      return context.money.fromDollars(number());
    case 'date':
      return dayFrom(SEED_DAY, spreadOver(min, max, index + hashText(field.id), count, random));
    case 'time':
      return clock(min + 30 * random.int(0, Math.floor((max - min) / 30)));
    case 'choice':
      return chosenOption(field, index, random);
    case 'flag':
      return random.next() < 0.4;
    default:
      if (pattern)
        return pattern.replace(/#+/, (marks) =>
          String(10 ** (marks.length - 1) + 37 + index * 3).slice(-marks.length),
        );
      return values && values.length > 0
        ? textIn(
            values[index < values.length ? index : random.int(0, values.length - 1)]!,
            context.locale,
          )
        : '';
  }
}

/** States: the first one most often, as with things under way. Choices that only sort: each about as often. */
function chosenOption({ id, options = [] }: Field, index: number, random: Random): string {
  const isState = options.some((option) => toneOf(id, option.id) !== 'neutral');
  const place = isState ? random.next() ** 1.6 : (index * 0.618 + random.next() * 0.5) % 1;
  return options[Math.floor(place * options.length)]?.id ?? '';
}

/** A place of its own for each row between the two, so that every week and month has some. */
function spreadOver(
  min: number,
  max: number,
  index: number,
  count: number,
  random: Random,
): number {
  const place = (index * coprimeStride(count)) % count;
  return Math.round(min + ((place + random.next()) / count) * (max - min));
}

/** Steps that visit every place once, far from their neighbours. */
function coprimeStride(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (greatestCommonDivisor(stride, count) !== 1) stride++;
  return stride;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** Large numbers as people remember them: 128,400 rather than 128,437. */
function roundNicely(value: number, span: number): number {
  const step = span > 50_000 ? 100 : span > 5_000 ? 10 : 1;
  return Math.round(value / step) * step;
}

function nameIn(row: Row): string | undefined {
  const first = Object.values(row).find((value) => typeof value === 'string' && value !== '');
  return typeof first === 'string' ? first : undefined;
}

const LATER = /^(?:dueOn|endsOn|expectedOn|returnedOn|finishedOn)$/;

/** Ends come after beginnings. */
function keepDatesInOrder({ fields }: Entity, row: Row, random: Random): void {
  const dates = fields.filter(({ type }) => type === 'date');
  const first = dates.find(({ id }) => !LATER.test(id));
  for (const { id } of dates.filter((field) => LATER.test(field.id))) {
    if (first && String(row[id]) <= String(row[first.id]))
      row[id] = dayFrom(String(row[first.id]), random.int(7, 45));
  }
}

/** "2026-11-16" and 3 → "2026-11-19". */
export function dayFrom(day: string, offset: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + offset * DAY_MS).toISOString().slice(0, 10);
}

function clock(minutes: number): string {
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

function uniqueId(title: string, taken: Set<string>): string {
  const base = kebabCase(title).slice(0, 48).replace(/-$/, '') || 'item';
  let id = base;
  for (let number = 2; taken.has(id); number++) id = `${base}-${number}`;
  taken.add(id);
  return id;
}
