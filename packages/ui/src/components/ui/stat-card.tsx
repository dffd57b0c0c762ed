import { TrendingDown, TrendingUp, type LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Card } from './card.tsx';
import { Sparkline } from './sparkline.tsx';

export interface StatCardProps extends Omit<ComponentProps<'div'>, 'children'> {
  /** The change as it should read, such as "+12.4%". */
  delta?: string;
  /** Which way the change went, and so the arrow; taken from the sign of `delta` when absent. */
  direction?: 'up' | 'down' | 'flat';
  /** Whether the change is welcome; up is, unless said otherwise. */
  good?: boolean;
  /** What the change is measured against, such as "from last month"; shown with one only. */
  hint?: ReactNode;
  icon?: LucideIcon;
  label: ReactNode;
  /** The recent values, drawn as a small line. */
  trend?: readonly number[];
  value: ReactNode;
}

/** One number that matters, with what it is, how it moved and against what. */
export function StatCard({
  className,
  delta,
  direction = delta ? directionOf(delta) : 'flat',
  good = direction !== 'down',
  hint,
  icon: Icon,
  label,
  trend,
  value,
  ...props
}: StatCardProps) {
  return (
    <Card className={cn('gap-0 overflow-hidden p-5', className)} {...props}>
      <div className="flex items-center justify-between gap-2 text-sm text-muted-foreground">
        <span className="font-medium">{label}</span>
        {Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      </div>
      <p className="mt-2 font-display text-3xl leading-tight font-semibold tracking-tight whitespace-nowrap tabular-nums">
        {value}
      </p>
      {delta && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-muted-foreground">
          <Delta delta={delta} direction={direction} good={good} />
          {hint}
        </p>
      )}
      {trend && (
        <div className="-mx-5 mt-auto -mb-5 pt-4">
          <Sparkline values={trend} className="h-12 w-full" />
        </div>
      )}
    </Card>
  );
}

interface DeltaProps {
  delta: string;
  direction: 'up' | 'down' | 'flat';
  good: boolean;
}

function Delta({ delta, direction, good }: DeltaProps) {
  const Icon = { up: TrendingUp, down: TrendingDown, flat: null }[direction];
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1 font-medium tabular-nums',
        direction !== 'flat' && (good ? 'text-success-ink' : 'text-destructive-ink'),
      )}
    >
      {Icon && <Icon aria-hidden className="size-4" />}
      {delta}
    </span>
  );
}

function directionOf(delta: string): 'up' | 'down' | 'flat' {
  if (/^\s*[-−–]/.test(delta)) return 'down';
  return /[1-9]/.test(delta) ? 'up' : 'flat';
}
