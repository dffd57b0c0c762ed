import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Container } from './container.tsx';

export interface StatsBandProps extends Omit<ComponentProps<'section'>, 'title'> {
  stats: readonly { label: string; value: ReactNode }[];
  /** "primary" sets the band on the brand's colour. */
  tone?: 'default' | 'primary';
}

/** A few large numbers in a row. */
export function StatsBand({ className, stats, tone = 'default', ...props }: StatsBandProps) {
  const primary = tone === 'primary';
  return (
    <section
      className={cn(
        'py-14 sm:py-16',
        primary ? 'bg-primary text-primary-foreground' : 'border-y border-border bg-card',
        className,
      )}
      {...props}
    >
      <Container>
        <dl className="grid grid-cols-2 gap-x-6 gap-y-10 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
          {stats.map(({ label, value }) => (
            <div key={label} className="flex flex-col-reverse justify-end gap-1">
              <dt className={cn('text-sm sm:text-base', !primary && 'text-muted-foreground')}>
                {label}
              </dt>
              <dd className="font-display text-3xl leading-tight font-semibold tracking-tight tabular-nums sm:text-4xl lg:text-5xl">
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </Container>
    </section>
  );
}
