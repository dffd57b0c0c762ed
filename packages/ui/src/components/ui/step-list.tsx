import { type ComponentProps, type ReactNode } from 'react';

import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';

export interface Step {
  description: ReactNode;
  title: string;
}

export interface StepListProps
  extends
    Omit<ComponentProps<'section'>, 'title'>,
    Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow'> {
  steps: readonly Step[];
}

/** How it works, in order. */
export function StepList({ description, eyebrow, steps, title, ...props }: StepListProps) {
  return (
    <Section tone="muted" {...props}>
      <SectionHeading eyebrow={eyebrow} title={title} description={description} />
      <ol className="mt-12 grid gap-10 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        {steps.map(({ description: text, title: name }, index) => (
          <li key={name} className="flex flex-col gap-2 border-t-2 border-primary-ink pt-5">
            <span
              aria-hidden
              className="font-display text-sm font-semibold text-primary-ink tabular-nums"
            >
              {String(index + 1).padStart(2, '0')}
            </span>
            <h3 className="font-display text-lg leading-snug font-semibold">{name}</h3>
            <p className="leading-relaxed text-pretty text-muted-foreground">{text}</p>
          </li>
        ))}
      </ol>
    </Section>
  );
}
