/** One line, one colour of bar or one slice of a chart. */
export interface ChartSeries {
  color: string;
  label: string;
  values: readonly number[];
}

/** Which column of the rows a series shows, and what it is called. */
export interface SeriesOf<Row> {
  /** Any CSS colour; the theme's chart colours in turn when absent. */
  color?: string;
  key: keyof Row & string;
  label: string;
}

/** A linear scale from data to percent of the plot's height, with round ticks. */
export interface ValueScale {
  ticks: readonly number[];
  /** 0 at the lowest tick, 100 at the highest. */
  toPercent: (value: number) => number;
}

const CHART_COLOR_COUNT = 5;
/** What is nearer to zero counts as zero: the steps between ticks would be subnormal numbers. */
const LEAST_VALUE = 1e-300;

/** The theme's chart colours in turn. */
export function chartColor(index: number): string {
  return `var(--chart-${(index % CHART_COLOR_COUNT) + 1})`;
}

/** The series that rows hold; what is not a number counts as 0. */
export function seriesFrom<Row extends object>(
  data: readonly Row[],
  series: readonly SeriesOf<Row>[],
): ChartSeries[] {
  return series.map(({ color, key, label }, index) => ({
    color: color ?? chartColor(index),
    label,
    values: data.map((row) => {
      const value = Number(row[key]);
      return Number.isFinite(value) ? value : 0;
    }),
  }));
}

/** A scale whose ticks are round numbers that enclose the values and, unless told otherwise, zero. */
export function valueScale(
  values: readonly number[],
  { fromZero = true, tickCount = 4 }: { fromZero?: boolean; tickCount?: number } = {},
): ValueScale {
  const seen = values.map((value) => (Math.abs(value) < LEAST_VALUE ? 0 : value));
  const all = fromZero || seen.length === 0 ? [...seen, 0] : seen;
  const low = Math.min(...all);
  const most = Math.max(...all);
  const high = most > low ? most : low + (Math.abs(low) || 1);
  const step = niceStep((high - low) / tickCount);
  const first = Math.floor(low / step);
  const last = Math.ceil(high / step);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    tidy((first + index) * step),
  );
  const span = (last - first) * step;
  return { ticks, toPercent: (value) => ((value - first * step) / span) * 100 };
}

/** 1, 2, 2.5 or 5 times a power of ten, at least the raw step. */
function niceStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= raw * 0.999) ?? 10;
  return factor * power;
}

/** Drops what floating point adds: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}

/** 1,200 as "1.2K": short enough for an axis. */
export function compactNumber(value: number): string {
  return new Intl.NumberFormat(undefined, {
    notation: 'compact',
    maximumFractionDigits: 1,
  }).format(value);
}
