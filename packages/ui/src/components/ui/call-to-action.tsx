import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Container } from './container.tsx';
import { PatternArt } from './pattern-art.tsx';

export interface CallToActionProps extends Omit<ComponentProps<'section'>, 'title'> {
  /** The buttons; the secondary variant stands out on the brand's colour. */
  actions: ReactNode;
  /** Seed of the picture at the side; none without it. */
  artSeed?: string;
  description?: ReactNode;
  title: ReactNode;
}

/** The last word of a page, on the brand's colour. */
export function CallToAction({
  actions,
  artSeed,
  className,
  description,
  title,
  ...props
}: CallToActionProps) {
  return (
    <section className={cn('py-16 sm:py-20', className)} {...props}>
      <Container>
        <div className="grid overflow-hidden rounded-3xl bg-primary text-primary-foreground shadow-raised lg:grid-cols-[1.5fr_1fr]">
          <div className="flex flex-col items-start gap-6 p-8 sm:p-12 lg:p-16">
            <h2 className="font-display text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl">
              {title}
            </h2>
            {description && (
              <p className="max-w-xl text-lg leading-relaxed text-pretty">{description}</p>
            )}
            <div className="flex flex-wrap gap-3">{actions}</div>
          </div>
          {artSeed && (
            <div className="relative min-h-44">
              <PatternArt seed={artSeed} className="absolute inset-0" />
            </div>
          )}
        </div>
      </Container>
    </section>
  );
}
