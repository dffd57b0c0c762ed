import { useId, type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

export interface SparklineProps extends Omit<ComponentProps<'svg'>, 'children' | 'values'> {
  /** Names the line for screen readers; without it the line is decoration. */
  label?: string;
  values: readonly number[];
}

const WIDTH = 120;
const HEIGHT = 36;
const PADDING = 3;

/** A line without axes: the shape of a series, at the size of a word. */
export function Sparkline({ className, label, values, ...props }: SparklineProps) {
  const gradientId = useId();
  const line = sparklinePath(values);
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      className={cn('h-9 w-30 overflow-visible text-chart-1', className)}
      {...props}
    >
      <defs>
        <linearGradient id={gradientId} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="currentColor" stopOpacity="0.22" />
          <stop offset="1" stopColor="currentColor" stopOpacity="0" />
        </linearGradient>
      </defs>
      {line && (
        <>
          <path
            d={`${line}L${WIDTH} ${HEIGHT}L0 ${HEIGHT}Z`}
            fill={`url(#${gradientId})`}
            stroke="none"
          />
          <path
            d={line}
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
            vectorEffect="non-scaling-stroke"
          />
        </>
      )}
    </svg>
  );
}

function sparklinePath(values: readonly number[]): string {
  if (values.length < 2) return '';
  const low = Math.min(...values);
  const range = Math.max(...values) - low || 1;
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * WIDTH;
    const y = HEIGHT - PADDING - ((value - low) / range) * (HEIGHT - 2 * PADDING);
    return `${round(x)} ${round(y)}`;
  });
  return `M${points.join('L')}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
