import { useMemo } from 'react';

import { imigongoShapes, type PatternOptions } from './pattern.ts';

export interface ImigongoProps extends PatternOptions {
  className?: string;
  /** Four colours: of the bands, in their order. */
  tones: readonly [string, string, string, string];
  /** The cell whose middle is lit, and its colour. */
  spark?: { column: number; row: number; color: string };
}

/** A wall of pattern that fills its box; decoration only. */
export function Imigongo({ className, tones, motif, columns, rows, bands, spark }: ImigongoProps) {
  const shapes = useMemo(
    () => imigongoShapes({ motif, columns, rows, bands }),
    [motif, columns, rows, bands],
  );
  return (
    <svg
      aria-hidden
      className={className}
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="xMidYMid slice"
    >
      {shapes.map(({ points, tone }, index) => (
        <polygon
          key={index}
          points={points.map((point) => point.join(',')).join(' ')}
          fill={tones[tone]}
          // A hair of the same colour closes the seams between neighbours.
          stroke={tones[tone]}
          strokeWidth={0.006}
        />
      ))}
      {spark && (
        <polygon
          points={sparkPoints(spark.column + 0.5, spark.row + 0.5, 0.5 / bands)}
          fill={spark.color}
        />
      )}
    </svg>
  );
}

function sparkPoints(x: number, y: number, radius: number): string {
  return `${x},${y - radius} ${x + radius},${y} ${x},${y + radius} ${x - radius},${y}`;
}
