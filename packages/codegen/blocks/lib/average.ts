import { sum } from './sum.ts';

/** The mean of the values, to one decimal; 0 for none. */
export function average(values: readonly number[]): number {
  return values.length === 0 ? 0 : Math.round((sum(values) / values.length) * 10) / 10;
}
