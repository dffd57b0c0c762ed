import { type LucideIcon } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';

export interface Feature {
  description: ReactNode;
  icon?: LucideIcon;
  title: string;
}

export interface FeatureGridProps
  extends
    Omit<ComponentProps<'section'>, 'title'>,
    Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow' | 'align'> {
  columns?: 2 | 3 | 4;
  features: readonly Feature[];
  /** "cards" frames each feature. */
  variant?: 'plain' | 'cards';
}

const COLUMNS = {
  2: 'sm:grid-cols-2',
  3: 'sm:grid-cols-2 lg:grid-cols-3',
  4: 'sm:grid-cols-2 lg:grid-cols-4',
} as const;

/** What is offered, each with an icon and a sentence. */
export function FeatureGrid({
  align,
  columns = 3,
  description,
  eyebrow,
  features,
  title,
  variant = 'plain',
  ...props
}: FeatureGridProps) {
  const cards = variant === 'cards';
  return (
    <Section {...props}>
      <SectionHeading align={align} eyebrow={eyebrow} title={title} description={description} />
      <ul className={cn('mt-12 grid', cards ? 'gap-4' : 'gap-x-10 gap-y-12', COLUMNS[columns])}>
        {features.map(({ description: text, icon: Icon, title: name }) => (
          <li
            key={name}
            className={cn(
              'flex flex-col gap-2',
              cards && 'rounded-2xl border border-border bg-card p-6 shadow-card',
            )}
          >
            {Icon && (
              <span className="mb-2 grid size-11 place-items-center rounded-xl bg-primary-soft text-primary-ink">
                <Icon aria-hidden className="size-5.5" strokeWidth={1.75} />
              </span>
            )}
            <h3 className="font-display text-lg leading-snug font-semibold">{name}</h3>
            <p className="leading-relaxed text-pretty text-muted-foreground">{text}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
