import { cva, type VariantProps } from 'class-variance-authority';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';

const containerVariants = cva('mx-auto w-full px-4 sm:px-6 lg:px-8', {
  variants: { size: { sm: 'max-w-3xl', md: 'max-w-5xl', lg: 'max-w-6xl', xl: 'max-w-7xl' } },
  defaultVariants: { size: 'xl' },
});

export interface ContainerProps
  extends ComponentProps<'div'>, VariantProps<typeof containerVariants> {}

/** Centres its content and keeps it off the edges of the window. */
export function Container({ className, size, ...props }: ContainerProps) {
  return <div className={cn(containerVariants({ size }), className)} {...props} />;
}

const sectionVariants = cva('py-16 sm:py-20 lg:py-24', {
  variants: {
    tone: {
      default: '',
      muted: 'bg-muted/60',
      card: 'border-y border-border bg-card text-card-foreground',
      primary: 'bg-primary text-primary-foreground',
    },
  },
  defaultVariants: { tone: 'default' },
});

export interface SectionProps
  extends
    ComponentProps<'section'>,
    VariantProps<typeof sectionVariants>,
    Pick<ContainerProps, 'size'> {}

/** A band of a page with the vertical rhythm of all others. */
export function Section({ children, className, size, tone, ...props }: SectionProps) {
  return (
    <section className={cn(sectionVariants({ tone }), className)} {...props}>
      <Container size={size}>{children}</Container>
    </section>
  );
}

export interface SectionHeadingProps extends Omit<ComponentProps<'div'>, 'title'> {
  align?: 'start' | 'center';
  description?: ReactNode;
  /** A short line above the title. */
  eyebrow?: ReactNode;
  title: ReactNode;
  /** The title's id, for `aria-labelledby` of the section. */
  titleId?: string;
}

export function SectionHeading({
  align = 'start',
  className,
  description,
  eyebrow,
  title,
  titleId,
  ...props
}: SectionHeadingProps) {
  return (
    <div
      className={cn(
        'flex max-w-2xl flex-col gap-3',
        align === 'center' && 'mx-auto items-center text-center',
        className,
      )}
      {...props}
    >
      {eyebrow && <p className="text-sm font-semibold text-primary-ink">{eyebrow}</p>}
      <h2
        id={titleId}
        className="font-display text-3xl leading-tight font-semibold tracking-tight text-balance sm:text-4xl"
      >
        {title}
      </h2>
      {description && (
        <p className="text-lg leading-relaxed text-pretty text-muted-foreground">{description}</p>
      )}
    </div>
  );
}
