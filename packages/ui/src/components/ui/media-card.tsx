import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { PatternArt } from './pattern-art.tsx';

export interface MediaCardProps extends Omit<ComponentProps<'article'>, 'title'> {
  /** A button or two at the end of the last row; they stay above a link in the title. */
  action?: ReactNode;
  /** Badges on the picture. */
  badge?: ReactNode;
  description?: ReactNode;
  /** A line above the title, such as a category. */
  eyebrow?: ReactNode;
  /** The heading level that fits the page. */
  headingLevel?: 2 | 3 | 4;
  /** A picture; a pattern drawn from the seed when absent. */
  media?: ReactNode;
  /** The last row: a price, a date, a rating. */
  meta?: ReactNode;
  /** Seed of the pattern that stands for a picture. */
  seed?: string;
  /** Text, or a link: a link in it covers the whole card. */
  title: ReactNode;
}

/** A picture with what it is: a product, a recipe, a course, an article. */
export function MediaCard({
  action,
  badge,
  className,
  description,
  eyebrow,
  headingLevel = 3,
  media,
  meta,
  seed = '',
  title,
  ...props
}: MediaCardProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <article
      className={cn(
        'group/card relative flex min-w-0 flex-col overflow-hidden rounded-2xl border border-border bg-card text-card-foreground shadow-card transition-shadow duration-200 has-[a:hover]:shadow-popover',
        className,
      )}
      {...props}
    >
      <div className="relative aspect-4/3 overflow-hidden border-b border-border bg-muted *:size-full *:object-cover">
        {media ?? <PatternArt seed={seed} />}
      </div>
      {badge && <div className="absolute inset-s-3 top-3 flex flex-wrap gap-1.5">{badge}</div>}
      <div className="flex flex-1 flex-col gap-1.5 p-5">
        {eyebrow && <div className="text-sm text-muted-foreground">{eyebrow}</div>}
        <Heading className="font-display text-lg leading-snug font-semibold text-balance [&_a]:outline-none [&_a]:after:absolute [&_a]:after:inset-0 [&_a]:after:rounded-2xl [&_a]:focus-visible:after:outline-2 [&_a]:focus-visible:after:-outline-offset-2 [&_a]:focus-visible:after:outline-ring">
          {title}
        </Heading>
        {description && (
          <p className="line-clamp-3 text-sm leading-relaxed text-pretty text-muted-foreground">
            {description}
          </p>
        )}
        {(meta ?? action) && (
          <div className="mt-auto flex items-center justify-between gap-3 pt-3 text-sm">
            <div className="font-medium tabular-nums">{meta}</div>
            {action && <div className="relative flex gap-1.5">{action}</div>}
          </div>
        )}
      </div>
    </article>
  );
}
