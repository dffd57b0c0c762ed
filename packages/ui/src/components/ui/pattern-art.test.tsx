/** @jest-environment jsdom */
import { describe, expect, test } from '@jest/globals';
import '@testing-library/jest-dom/jest-globals';
import { render, screen } from '@testing-library/react';
import fc from 'fast-check';

import { PatternArt } from './pattern-art.tsx';
import { ART_HEIGHT, ART_WIDTH, MOTIFS } from './pattern-motifs.ts';
import { between, randomFrom } from './pattern-random.ts';

const drawn = (seed: string) => render(<PatternArt seed={seed} />).container.innerHTML;

describe('PatternArt', () => {
  test('draws the same picture for the same seed and another for another', () => {
    expect(drawn('Gisovu')).toBe(drawn('Gisovu'));
    expect(drawn('Gisovu')).not.toBe(drawn('Kanzu'));
  });

  test('is decoration unless it has a title', () => {
    const { rerender } = render(<PatternArt seed="a" />);
    expect(screen.queryByRole('img')).not.toBeInTheDocument();
    rerender(<PatternArt seed="a" title="Hills at dawn" />);
    expect(screen.getByRole('img', { name: 'Hills at dawn' })).toBeInTheDocument();
  });

  test('draws only finite numbers, whatever the seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        expect(drawn(seed)).not.toMatch(/NaN|Infinity|undefined/);
      }),
      { numRuns: 60 },
    );
  });

  test.each(MOTIFS.map((motif) => [motif.name, motif] as const))(
    '%s covers the picture with few enough shapes',
    (_, motif) => {
      fc.assert(
        fc.property(fc.string(), (seed) => {
          const shapes = motif(randomFrom(seed));
          expect(shapes.length).toBeGreaterThan(3);
          expect(shapes.length).toBeLessThan(400);
          const numbers = shapes.flatMap(({ d }) => (d.match(/-?[\d.]+/g) ?? []).map(Number));
          expect(Math.max(...numbers)).toBeGreaterThan(Math.min(ART_WIDTH, ART_HEIGHT) * 0.6);
        }),
        { numRuns: 40 },
      );
    },
  );
});

describe('randomFrom', () => {
  test('spreads over the whole range', () => {
    const random = randomFrom('spread');
    const counts = Array.from({ length: 10 }, () => 0);
    for (let draw = 0; draw < 10_000; draw += 1) {
      const bucket = between(random, 0, 9);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(800);
    expect(Math.max(...counts)).toBeLessThan(1200);
  });
});
