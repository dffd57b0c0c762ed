import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Container } from './container.tsx';

export interface HeroProps extends Omit<ComponentProps<'section'>, 'title'> {
  /** The buttons, the main one first. */
  actions?: ReactNode;
  description?: ReactNode;
  /** A short line or a Badge above the title. */
  eyebrow?: ReactNode;
  /** "split" sets the media beside the text, "center" below it. */
  layout?: 'split' | 'center';
  /** A picture, a product view, PatternArt. */
  media?: ReactNode;
  /** A quiet line below the buttons, such as "No card needed". */
  note?: ReactNode;
  title: ReactNode;
}

/** The first screen of a site: what it is, for whom, and what to do next. */
export function Hero({
  actions,
  className,
  description,
  eyebrow,
  layout = 'split',
  media,
  note,
  title,
  ...props
}: HeroProps) {
  const split = layout === 'split' && !!media;
  return (
    <section className={cn('overflow-hidden py-14 sm:py-20 lg:py-24', className)} {...props}>
      <Container
        className={cn('grid gap-12 lg:gap-16', split && 'items-center lg:grid-cols-[1.05fr_1fr]')}
      >
        <div
          className={cn(
            'flex max-w-2xl flex-col items-start gap-6',
            !split && 'mx-auto max-w-3xl items-center text-center',
          )}
        >
          {eyebrow && <div className="text-sm font-semibold text-primary-ink">{eyebrow}</div>}
          <h1 className="font-display text-4xl leading-[1.08] font-bold tracking-tight text-balance sm:text-5xl lg:text-6xl">
            {title}
          </h1>
          {description && (
            <p className="max-w-xl text-lg leading-relaxed text-pretty text-muted-foreground sm:text-xl">
              {description}
            </p>
          )}
          {actions && <div className="flex flex-wrap items-center gap-3">{actions}</div>}
          {note && <div className="text-sm text-muted-foreground">{note}</div>}
        </div>
        {media && (
          <div
            className={cn(
              'relative overflow-hidden rounded-3xl border border-border shadow-popover',
              split ? 'aspect-4/3 lg:aspect-square xl:aspect-5/4' : 'aspect-4/3 sm:aspect-21/9',
            )}
          >
            {media}
          </div>
        )}
      </Container>
    </section>
  );
}
