import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { Avatar, AvatarFallback, initials } from './avatar.tsx';
import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';

export interface Testimonial {
  name: string;
  quote: string;
  /** What the person does, and where. */
  role?: string;
}

export interface TestimonialsProps
  extends
    Omit<ComponentProps<'section'>, 'title'>,
    Partial<Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow'>> {
  testimonials: readonly Testimonial[];
}

/** What people say; a single voice is set large. */
export function Testimonials({
  description,
  eyebrow,
  testimonials,
  title,
  ...props
}: TestimonialsProps) {
  const [only] = testimonials;
  const single = testimonials.length === 1 && only;
  return (
    <Section {...props}>
      {title && <SectionHeading eyebrow={eyebrow} title={title} description={description} />}
      {single ? (
        <Quote testimonial={single} large className={cn('mx-auto max-w-3xl', title && 'mt-12')} />
      ) : (
        <ul className={cn('columns-1 gap-4 sm:columns-2 lg:columns-3', title && 'mt-12')}>
          {testimonials.map((testimonial) => (
            <li key={testimonial.name} className="mb-4 break-inside-avoid">
              <Quote
                testimonial={testimonial}
                className="rounded-2xl border border-border bg-card p-6 shadow-card"
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

interface QuoteProps {
  className?: string;
  large?: boolean;
  testimonial: Testimonial;
}

function Quote({ className, large = false, testimonial }: QuoteProps) {
  const { name, quote, role } = testimonial;
  return (
    <figure
      className={cn('flex flex-col gap-5', large && 'items-center gap-8 text-center', className)}
    >
      <blockquote
        className={cn(
          'leading-relaxed text-pretty',
          large && 'font-display text-2xl leading-snug font-medium text-balance sm:text-3xl',
        )}
      >
        <p>“{quote}”</p>
      </blockquote>
      <figcaption className="flex items-center gap-3 text-start text-sm">
        <Avatar>
          <AvatarFallback>{initials(name)}</AvatarFallback>
        </Avatar>
        <span className="grid leading-snug">
          <span className="font-medium">{name}</span>
          {role && <span className="text-muted-foreground">{role}</span>}
        </span>
      </figcaption>
    </figure>
  );
}
