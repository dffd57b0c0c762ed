import { type Locale } from '@promptly/common';

import { type Random } from '../../random.ts';
import { kebabCase } from '../../read/words.ts';
import { type Entity, type Field } from '../../spec/app-spec.ts';
import { textIn } from '../../spec/localized.ts';
import { type Row } from './records-plan.ts';
import { type Money } from './money.ts';
import { createNames, emailOf, type Region } from './people.ts';

/** The day that sample dates stand around. Fixed, so that the same prompt gives the same bytes on any day. */
export const SEED_DAY = '2026-11-16';
const DAY_MS = 86_400_000;

const ROWS_WITH_PEOPLE = 22;
const MAX_ROWS = 40;

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
        row[field.id] = targets.length > 0 ? String(random.pick(targets).id) : '';
      }
    }
  }
  return rows;
}

/** The rows of one entity without its references. */
function ownRows(entity: Entity, context: SeedContext): Row[] {
  const random = context.random.fork(entity.id);
  const nextName = createNames(context.region, random.fork('names'));
  const ids = new Set<string>();
  return Array.from({ length: rowCount(entity) }, (_, index) => {
    const row: Row = {};
    for (const field of entity.fields) {
      if (field.type === 'reference') continue;
      row[field.id] =
        knownValue(entity, field, index, context) ??
        sample(field, {
          row,
          index,
          nextName,
          context,
          random: random.fork(`${index}/${field.id}`),
        });
    }
    keepDatesInOrder(entity, row, random.fork(`${index}/order`));
    return { id: uniqueId(String(row[entity.fields[0]!.id]), ids), ...row };
  });
}

function rowCount({ fields, rows }: Entity): number {
  if (rows.length > 0) return Math.min(rows.length, MAX_ROWS);
  const [title] = fields;
  const repeats = fields.some(({ type }) => type === 'reference' || type === 'person');
  const named = title?.samples?.values?.length ?? ROWS_WITH_PEOPLE;
  return repeats ? Math.max(named, ROWS_WITH_PEOPLE) : Math.max(named, 6);
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
  nextName: () => string;
  context: SeedContext;
  random: Random;
}

function sample(
  field: Field,
  { row, index, nextName, context, random }: SampleContext,
): Row[string] {
  const { min = 0, max = 100, step = 1, values, pattern } = field.samples ?? {};
  const number = () => min + step * random.int(0, Math.floor((max - min) / step));
  switch (field.type) {
    case 'person':
      return nextName();
    case 'email':
      return emailOf(nameIn(row) ?? nextName());
    case 'phone':
      return `+250 78${random.int(2, 9)} ${random.int(100, 999)} ${random.int(100, 999)}`;
    case 'url':
      return `https://${kebabCase(nameIn(row) ?? 'example').slice(0, 24) || 'site'}.example.com`;
    case 'number':
      return roundNicely(number(), max - min);
    case 'percent':
    case 'rating':
      return number();
    case 'money':
      return context.money.fromDollars(number());
    case 'date':
      return dayFrom(SEED_DAY, random.int(min, max));
    case 'time':
      return clock(min + 30 * random.int(0, Math.floor((max - min) / 30)));
    case 'choice':
      return weightedOption(field, random);
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

/** The first option most often, the last one least: as it is with things under way. */
function weightedOption(field: Field, random: Random): string {
  const options = field.options ?? [];
  const weights = options.map((_, index) => 1 / (index + 1.6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = random.next() * total;
  const index = weights.findIndex((weight) => (left -= weight) < 0);
  return options[index === -1 ? 0 : index]?.id ?? '';
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
