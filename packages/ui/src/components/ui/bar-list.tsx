import { type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';

export interface BarListItem {
  label: ReactNode;
  /** Tells items apart; the label when that is a text. */
  id?: string;
  value: number;
}

export interface BarListProps {
  className?: string;
  formatValue?: (value: number) => string;
  items: readonly BarListItem[];
  /** Names the list for screen readers. */
  label: string;
}

/** A ranking: names and numbers over bars in proportion. */
export function BarList({
  className,
  formatValue = (value) => value.toLocaleString(),
  items,
  label,
}: BarListProps) {
  const most = Math.max(...items.map(({ value }) => value), 0) || 1;
  return (
    <ol aria-label={label} className={cn('grid gap-3.5', className)}>
      {items.map(({ id, label: name, value }, index) => (
        <li
          key={id ?? (typeof name === 'string' ? name : index)}
          className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm"
        >
          <span className="truncate">{name}</span>
          <span className="font-medium tabular-nums">{formatValue(value)}</span>
          <span aria-hidden className="col-span-2 h-1.5 overflow-hidden rounded-full bg-secondary">
            <span
              style={{ inlineSize: `${Math.max(0, (value / most) * 100)}%` }}
              className="block h-full rounded-full bg-chart-1"
            />
          </span>
        </li>
      ))}
    </ol>
  );
}
