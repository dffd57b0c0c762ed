import { describe, expect, test } from '@jest/globals';

import { imigongoShapes, MOTIFS, seedOf } from './pattern.ts';

describe.each(MOTIFS)('the motif %s', (motif) => {
  const shapes = imigongoShapes({ motif, columns: 3, rows: 2, bands: 4 });

  test('leaves no part of the wall bare', () => {
    for (let y = 0.05; y < 2; y += 0.1) {
      for (let x = 0.03; x < 3; x += 0.1) {
        const covered = shapes.some(({ points }) => isInside([x, y], points));
        if (!covered) throw new Error(`bare at ${x}, ${y}`);
      }
    }
  });

  test('uses the four tones only', () => {
    expect(new Set(shapes.map((shape) => shape.tone))).toEqual(new Set([0, 1, 2, 3]));
  });
});

test('a name always has the same seed, and names differ', () => {
  expect(seedOf('prj_1')).toBe(seedOf('prj_1'));
  expect(seedOf('prj_1')).not.toBe(seedOf('prj_2'));
});

function isInside(
  [x, y]: [number, number],
  points: readonly (readonly [number, number])[],
): boolean {
  let inside = false;
  points.forEach(([x1, y1], index) => {
    const [x2, y2] = points.at(index - 1) ?? [0, 0];
    const crosses = y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
    if (crosses) inside = !inside;
  });
  return inside;
}
