import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { ART_HEIGHT, ART_WIDTH, MOTIFS } from './pattern-motifs.ts';
import { pick, randomFrom } from './pattern-random.ts';

export interface PatternArtProps extends Omit<ComponentProps<'svg'>, 'children'> {
  /** The same seed draws the same picture; the name of what it stands for is a good one. */
  seed: string;
  /** Describes the picture; without it the picture is decoration. */
  title?: string;
}

const tint = (color: string, percent: number) =>
  `color-mix(in oklab, var(--${color}) ${percent}%, var(--card))`;

/** The ground first, then three inks. */
const PALETTES: readonly [Palette, ...Palette[]] = [
  ['var(--primary)', tint('primary', 62), tint('primary', 34), tint('chart-2', 80)],
  [tint('primary', 12), 'var(--chart-1)', tint('primary', 40), 'var(--chart-2)'],
  [tint('chart-2', 14), 'var(--chart-2)', tint('chart-4', 75), 'var(--chart-1)'],
  [tint('chart-4', 14), 'var(--chart-4)', tint('chart-4', 45), 'var(--chart-1)'],
  [tint('chart-3', 14), 'var(--chart-3)', tint('chart-3', 42), 'var(--chart-1)'],
  [tint('foreground', 92), tint('foreground', 20), tint('chart-4', 90), tint('chart-2', 90)],
];
type Palette = readonly [ground: string, first: string, second: string, third: string];

/** A picture in the manner of Imigongo, drawn from a seed in the colours of the theme. */
export function PatternArt({ className, seed, title, ...props }: PatternArtProps) {
  const random = randomFrom(seed);
  const palette = pick(random, PALETTES);
  const shapes = pick(random, MOTIFS)(random);
  return (
    <svg
      viewBox={`0 0 ${ART_WIDTH} ${ART_HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      className={cn('block size-full', className)}
      {...props}
    >
      <rect width={ART_WIDTH} height={ART_HEIGHT} fill={palette[0]} />
      {shapes.map(({ d, ink, stroke }, index) => (
        <path
          key={index}
          d={d}
          fill={stroke ? 'none' : palette[ink]}
          stroke={stroke ? palette[ink] : undefined}
          strokeWidth={stroke}
        />
      ))}
    </svg>
  );
}
