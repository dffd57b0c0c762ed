import { useId, useState } from 'react';

import { cn } from '../../lib/cn.ts';
import { ChartTable } from './chart-frame.tsx';
import { chartColor } from './chart-scale.ts';

export interface DonutSlice {
  /** Any CSS colour; the theme's chart colours in turn when absent. */
  color?: string;
  label: string;
  value: number;
}

export interface DonutChartProps {
  className?: string;
  data: readonly DonutSlice[];
  formatValue?: (value: number) => string;
  /** What the chart shows, read aloud and used as the caption of its data table. */
  title: string;
  /** Below the number in the middle. */
  totalLabel?: string;
}

const RADIUS = 42;
const STROKE = 13;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const GAP = 1.6;

/** Shares of a whole, with every value in the legend beside it. */
export function DonutChart({
  className,
  data,
  formatValue = (value) => value.toLocaleString(),
  title,
  totalLabel,
}: DonutChartProps) {
  const titleId = useId();
  const [active, setActive] = useState<number | null>(null);
  const slices = slicesOf(data);
  const total = data.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  const shown = active === null ? undefined : slices[active];

  return (
    <figure className={cn('@container', className)}>
      <div className="flex flex-col items-center gap-6 @md:flex-row @md:gap-8">
        <div className="relative w-44 shrink-0">
          <svg viewBox="0 0 100 100" role="img" aria-labelledby={titleId} className="-rotate-90">
            <title id={titleId}>{title}</title>
            {slices.map(({ color, label, length, offset }, index) => (
              <circle
                key={label}
                cx="50"
                cy="50"
                r={RADIUS}
                fill="none"
                stroke={color}
                strokeWidth={active === index ? STROKE + 2.5 : STROKE}
                strokeDasharray={`${length} ${CIRCUMFERENCE}`}
                strokeDashoffset={-offset}
                opacity={active === null || active === index ? 1 : 0.4}
                onPointerEnter={() => setActive(index)}
                onPointerLeave={() => setActive(null)}
                className="transition-[opacity,stroke-width] duration-150"
              />
            ))}
          </svg>
          <div
            aria-hidden
            className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center px-8 text-center"
          >
            <span className="font-display text-xl leading-tight font-semibold tabular-nums">
              {formatValue(shown?.value ?? total)}
            </span>
            <span className="max-w-full truncate text-xs text-muted-foreground">
              {shown?.label ?? totalLabel}
            </span>
          </div>
        </div>
        <ul aria-hidden className="grid w-full flex-1 gap-0.5 text-sm">
          {slices.map(({ color, label, share, value }, index) => (
            <li
              key={label}
              onPointerEnter={() => setActive(index)}
              onPointerLeave={() => setActive(null)}
              className={cn(
                'flex items-center gap-2.5 rounded-md px-2 py-1.5 transition-colors',
                active === index && 'bg-muted',
              )}
            >
              <span style={{ background: color }} className="size-2.5 shrink-0 rounded-[3px]" />
              <span className="truncate">{label}</span>
              <span className="ms-auto font-medium tabular-nums">{formatValue(value)}</span>
              <span className="w-10 text-end text-muted-foreground tabular-nums">
                {Math.round(share * 100)}%
              </span>
            </li>
          ))}
        </ul>
      </div>
      <ChartTable
        title={title}
        categories={data.map(({ label }) => label)}
        series={[{ label: totalLabel ?? title, values: data.map(({ value }) => value) }]}
        formatValue={formatValue}
      />
    </figure>
  );
}

interface Slice extends Required<DonutSlice> {
  /** Of the circumference. */
  length: number;
  offset: number;
  /** 0 to 1. */
  share: number;
}

function slicesOf(data: readonly DonutSlice[]): Slice[] {
  const total = data.reduce((sum, { value }) => sum + Math.max(0, value), 0);
  let offset = 0;
  return data.map(({ color, label, value }, index) => {
    const share = total > 0 ? Math.max(0, value) / total : 0;
    const full = share * CIRCUMFERENCE;
    const gap = share < 1 ? Math.min(GAP, full / 2) : 0;
    const slice = {
      color: color ?? chartColor(index),
      label,
      value,
      share,
      length: full - gap,
      offset,
    };
    offset += full;
    return slice;
  });
}
