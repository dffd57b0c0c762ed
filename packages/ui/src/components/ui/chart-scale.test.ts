import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { monotonePath } from './chart-path.ts';
import { seriesFrom, valueScale } from './chart-scale.ts';

const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
  minLength: 1,
  maxLength: 30,
});

describe('valueScale', () => {
  test.each([
    [
      [0, 7],
      [0, 2, 4, 6, 8],
    ],
    [
      [3, 98],
      [0, 25, 50, 75, 100],
    ],
    [
      [0.1, 0.34],
      [0, 0.1, 0.2, 0.3, 0.4],
    ],
    [
      [-20, 35],
      [-20, 0, 20, 40],
    ],
    [[0], [0, 0.25, 0.5, 0.75, 1]],
    [[], [0, 0.25, 0.5, 0.75, 1]],
  ])('puts round ticks around %j', (data, ticks) => {
    expect(valueScale(data).ticks).toEqual(ticks);
  });

  test('encloses every value, and zero, between few ticks', () => {
    fc.assert(
      fc.property(values, (data) => {
        const { ticks, toPercent } = valueScale(data);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks).toContain(0);
        for (const value of data) {
          expect(toPercent(value)).toBeGreaterThanOrEqual(-1e-6);
          expect(toPercent(value)).toBeLessThanOrEqual(100 + 1e-6);
        }
      }),
    );
  });

  test('takes the smallest of numbers for zero (seed -600607436)', () => {
    expect(valueScale([-5e-324]).ticks).toEqual([0, 0.25, 0.5, 0.75, 1]);
  });

  test('may begin near the values where small changes matter', () => {
    expect(valueScale([1000, 1004], { fromZero: false }).ticks[0]).toBe(1000);
  });
});

describe('seriesFrom', () => {
  test('reads columns and takes what is no number as zero', () => {
    const rows = [{ a: 1 }, { a: '2' }, { a: null }, { a: Number.NaN }];
    expect(seriesFrom(rows, [{ key: 'a', label: 'A' }])).toEqual([
      { color: 'var(--chart-1)', label: 'A', values: [1, 2, 0, 0] },
    ]);
  });

  test('gives each series the next colour of the theme', () => {
    const keys = Array.from({ length: 6 }, () => ({ key: 'a' as const, label: 'A' }));
    expect(seriesFrom([{ a: 1 }], keys).map(({ color }) => color)).toEqual([
      'var(--chart-1)',
      'var(--chart-2)',
      'var(--chart-3)',
      'var(--chart-4)',
      'var(--chart-5)',
      'var(--chart-1)',
    ]);
  });
});

describe('monotonePath', () => {
  test('never leaves the range of its two ends between points', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 20 }),
        (ys) => {
          const points = ys.map((y, x) => ({ x: x * 10, y }));
          const segments = [
            ...monotonePath(points).matchAll(/C(\S+) (\S+) (\S+) (\S+) (\S+) (\S+?)(?=C|$)/g),
          ];
          expect(segments).toHaveLength(points.length - 1);
          segments.forEach((segment, index) => {
            const ends = [points[index]?.y ?? 0, points[index + 1]?.y ?? 0];
            for (const control of [Number(segment[2]), Number(segment[4])]) {
              expect(control).toBeGreaterThanOrEqual(Math.min(...ends) - 0.01);
              expect(control).toBeLessThanOrEqual(Math.max(...ends) + 0.01);
            }
          });
        },
      ),
    );
  });
});
