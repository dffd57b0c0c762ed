import { locale } from '../i18n/index.ts';
import { type SeriesPoint } from './time-series.ts';

/** The periods that are over: one that has only begun, or is yet to come, would look like a fall. */
export function wholePeriods(points: readonly SeriesPoint[], now = new Date()): SeriesPoint[] {
  return points.filter(({ period }) => period < now.toISOString().slice(0, period.length));
}

/** How the last period compares with the one before: "+12%"; undefined where there is nothing to compare. */
export function change(points: readonly SeriesPoint[]): string | undefined {
  const [before, last] = points.slice(-2);
  if (!before || !last || before.value === 0) return undefined;
  return new Intl.NumberFormat(locale(), {
    style: 'percent',
    maximumFractionDigits: 0,
    signDisplay: 'exceptZero',
  }).format(last.value / before.value - 1);
}
