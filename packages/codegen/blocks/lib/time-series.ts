import { locale } from '../i18n/index.ts';

export interface SeriesPoint {
  /** Sorts as text: "2026-11" or "2026-11-16". */
  period: string;
  /** The period as the reader writes it. */
  label: string;
  value: number;
}

export interface SeriesOptions<Item> {
  /** The day of an item: "2026-11-16". */
  day: (item: Item) => string;
  period: 'day' | 'month';
  /** The value of a period's items, such as their number or the sum of their amounts. */
  measure: (items: readonly Item[]) => number;
  /** How many periods up to the latest are shown. */
  length: number;
}

/** One value for each of the latest periods that have items; empty periods between them count as none. */
export function timeSeries<Item>(
  items: readonly Item[],
  { day, period, measure, length }: SeriesOptions<Item>,
): SeriesPoint[] {
  const byPeriod = new Map<string, Item[]>();
  for (const item of items) {
    const key = day(item).slice(0, period === 'month' ? 7 : 10);
    byPeriod.set(key, [...(byPeriod.get(key) ?? []), item]);
  }
  const keys = [...byPeriod.keys()].filter(Boolean).sort();
  const last = keys.at(-1);
  if (last === undefined) return [];
  return periodsUpTo(last, period, length)
    .filter((key) => key >= keys[0]!)
    .map((key) => ({
      period: key,
      label: labelOf(key, period),
      value: measure(byPeriod.get(key) ?? []),
    }));
}

function periodsUpTo(last: string, period: 'day' | 'month', length: number): string[] {
  const date = new Date(`${last.padEnd(10, '-01')}T00:00:00Z`);
  return Array.from({ length }, () => {
    const key = date.toISOString().slice(0, period === 'month' ? 7 : 10);
    if (period === 'month') date.setUTCMonth(date.getUTCMonth() - 1);
    else date.setUTCDate(date.getUTCDate() - 1);
    return key;
  }).reverse();
}

function labelOf(key: string, period: 'day' | 'month'): string {
  const format: Intl.DateTimeFormatOptions =
    period === 'month'
      ? { month: 'short', timeZone: 'UTC' }
      : { day: 'numeric', month: 'short', timeZone: 'UTC' };
  return new Intl.DateTimeFormat(locale(), format).format(
    new Date(`${key.padEnd(10, '-01')}T00:00:00Z`),
  );
}
