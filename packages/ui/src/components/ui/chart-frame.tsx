import { useId, useState, type PointerEvent, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { compactNumber, type ChartSeries, type ValueScale } from './chart-scale.ts';

/** Props that every chart with two axes takes. */
export interface ChartProps {
  className?: string;
  /** Writes values in the tooltip and the table. Default: the reader's own number format. */
  formatValue?: (value: number) => string;
  /** Writes values at the axis. Default: short, such as "1.2K". */
  formatTick?: (value: number) => string;
  /** Names the series below the chart; on by itself when there are several. */
  legend?: boolean;
  /** What the chart shows, read aloud and used as the caption of its data table. */
  title: string;
}

interface ChartFrameProps extends ChartProps {
  categories: readonly string[];
  /** Draws inside the plot; `active` is the category under the pointer or chosen by keyboard. */
  children: (active: number | null) => ReactNode;
  /** Where each category stands, in percent of the plot's width. */
  positions: readonly number[];
  scale: ValueScale;
  series: readonly ChartSeries[];
}

/** Labels that fit beside each other on a phone and on a wide screen. */
const NARROW_LABELS = 4;
const WIDE_LABELS = 12;

/** Axes, grid, tooltip, legend and the data table that all charts with two axes share. */
export function ChartFrame({
  categories,
  children,
  className,
  formatTick = compactNumber,
  formatValue = (value) => value.toLocaleString(),
  legend,
  positions,
  scale,
  series,
  title,
}: ChartFrameProps) {
  const titleId = useId();
  const [active, setActive] = useState<number | null>(null);

  function followPointer(event: PointerEvent<HTMLElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    setActive(nearest(positions, ((event.clientX - box.left) / (box.width || 1)) * 100));
  }

  return (
    <figure className={cn('@container flex flex-col gap-3', className)}>
      <div dir="ltr" className="flex min-h-56 flex-1 gap-2.5 text-xs text-muted-foreground">
        <ValueAxis scale={scale} format={formatTick} />
        <div className="flex min-w-0 flex-1 flex-col gap-2">
          <div
            className="relative flex-1 rounded-sm has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-ring"
            onPointerMove={followPointer}
            onPointerDown={followPointer}
            onPointerLeave={() => setActive(null)}
          >
            <svg
              role="img"
              aria-labelledby={titleId}
              className="absolute inset-0 size-full overflow-visible"
            >
              <title id={titleId}>{title}</title>
              <Grid scale={scale} />
              {children(active)}
            </svg>
            <input
              type="range"
              min={0}
              max={Math.max(0, categories.length - 1)}
              value={active ?? 0}
              aria-label={title}
              aria-valuetext={spoken(active ?? 0, categories, series, formatValue)}
              onChange={(event) => setActive(Number(event.target.value))}
              onFocus={() => setActive((current) => current ?? 0)}
              onBlur={() => setActive(null)}
              className="pointer-events-none absolute inset-0 size-full opacity-0"
            />
            {active !== null && (
              <ChartTooltip
                heading={categories[active] ?? ''}
                at={positions[active] ?? 0}
                rows={series.map(({ color, label, values }) => ({
                  color,
                  label,
                  value: formatValue(values[active] ?? 0),
                }))}
              />
            )}
          </div>
          <CategoryAxis categories={categories} positions={positions} />
        </div>
      </div>
      {(legend ?? series.length > 1) && <ChartLegend series={series} />}
      <ChartTable title={title} categories={categories} series={series} formatValue={formatValue} />
    </figure>
  );
}

function Grid({ scale }: { scale: ValueScale }) {
  return scale.ticks.map((tick) => {
    const y = `${100 - scale.toPercent(tick)}%`;
    return (
      <line
        key={tick}
        x1="0"
        x2="100%"
        y1={y}
        y2={y}
        stroke={tick === 0 ? 'var(--border-strong)' : 'var(--border)'}
        strokeDasharray={tick === 0 ? undefined : '3 4'}
      />
    );
  });
}

function ValueAxis({ format, scale }: { format: (value: number) => string; scale: ValueScale }) {
  const labels = scale.ticks.map((tick) => ({ tick, text: format(tick) }));
  const widest = labels.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  return (
    <div aria-hidden className="relative mb-6.5 tabular-nums">
      <span className="invisible">{widest.text}</span>
      {labels.map(({ tick, text }) => (
        <span
          key={tick}
          style={{ bottom: `${scale.toPercent(tick)}%` }}
          className="absolute end-0 translate-y-1/2 leading-none whitespace-nowrap"
        >
          {text}
        </span>
      ))}
    </div>
  );
}

interface CategoryAxisProps {
  categories: readonly string[];
  positions: readonly number[];
}

function CategoryAxis({ categories, positions }: CategoryAxisProps) {
  const everyNarrow = Math.ceil(categories.length / NARROW_LABELS);
  const everyWide = Math.ceil(categories.length / WIDE_LABELS);
  return (
    <div aria-hidden className="relative h-4.5">
      {categories.map((category, index) => {
        if (index % everyWide !== 0) return null;
        const at = positions[index] ?? 0;
        return (
          <span
            key={`${index}-${category}`}
            style={{ left: `${at}%`, translate: `${-labelShift(at)}% 0` }}
            className={cn(
              'absolute max-w-28 truncate leading-normal whitespace-nowrap',
              index % everyNarrow !== 0 && 'hidden @md:inline',
            )}
          >
            {category}
          </span>
        );
      })}
    </div>
  );
}

/** Labels are centred, but the first and last stay inside the plot. */
function labelShift(at: number): number {
  if (at < 2) return 0;
  return at > 98 ? 100 : 50;
}

interface ChartTooltipProps {
  at: number;
  heading: string;
  rows: readonly { color: string; label: string; value: string }[];
}

/** Slides from the left to the right edge of the plot, so it never leaves it. */
function ChartTooltip({ at, heading, rows }: ChartTooltipProps) {
  return (
    <div
      aria-hidden
      style={{ left: `${at}%`, translate: `${-at}% 0` }}
      className="pointer-events-none absolute bottom-full z-10 mb-1 grid min-w-28 gap-1 rounded-lg border border-border bg-popover px-3 py-2 text-xs whitespace-nowrap text-popover-foreground shadow-popover"
    >
      <span className="font-medium">{heading}</span>
      {rows.map(({ color, label, value }) => (
        <span key={label} className="flex items-center gap-2">
          <span style={{ background: color }} className="size-2 rounded-full" />
          <span className="text-muted-foreground">{label}</span>
          <span className="ms-auto ps-3 font-medium tabular-nums">{value}</span>
        </span>
      ))}
    </div>
  );
}

export function ChartLegend({
  series,
}: {
  series: readonly Pick<ChartSeries, 'color' | 'label'>[];
}) {
  return (
    <ul aria-hidden className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {series.map(({ color, label }) => (
        <li key={label} className="flex items-center gap-1.5">
          <span style={{ background: color }} className="size-2.5 rounded-[3px]" />
          {label}
        </li>
      ))}
    </ul>
  );
}

interface ChartTableProps {
  categories: readonly string[];
  formatValue: (value: number) => string;
  series: readonly Pick<ChartSeries, 'label' | 'values'>[];
  title: string;
}

/** The chart's numbers for screen readers. */
export function ChartTable({ categories, formatValue, series, title }: ChartTableProps) {
  return (
    <div className="sr-only">
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {series.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {categories.map((category, index) => (
            <tr key={`${index}-${category}`}>
              <th scope="row">{category}</th>
              {series.map(({ label, values }) => (
                <td key={label}>{formatValue(values[index] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function nearest(positions: readonly number[], at: number): number | null {
  if (positions.length === 0) return null;
  const distance = (index: number) => Math.abs((positions[index] ?? 0) - at);
  return positions.reduce((best, _, index) => (distance(index) < distance(best) ? index : best), 0);
}

function spoken(
  index: number,
  categories: readonly string[],
  series: readonly ChartSeries[],
  format: (value: number) => string,
): string {
  const values = series.map(({ label, values }) => `${label} ${format(values[index] ?? 0)}`);
  return `${categories[index] ?? ''}: ${values.join(', ')}`;
}
