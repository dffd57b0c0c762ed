import { Check } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { Badge } from './badge.tsx';
import { Section, SectionHeading, type SectionHeadingProps } from './container.tsx';

export interface PricingPlan {
  /** The button. */
  action: ReactNode;
  /** A word on the plan that is recommended; sets it apart. */
  badge?: string;
  description: string;
  features: readonly string[];
  name: string;
  /** After the price, such as "/ month". */
  period?: string;
  price: string;
}

export interface PricingTableProps
  extends
    Omit<ComponentProps<'section'>, 'title'>,
    Pick<SectionHeadingProps, 'title' | 'description' | 'eyebrow'> {
  plans: readonly PricingPlan[];
}

/** Plans side by side. */
export function PricingTable({ description, eyebrow, plans, title, ...props }: PricingTableProps) {
  return (
    <Section {...props}>
      <SectionHeading align="center" eyebrow={eyebrow} title={title} description={description} />
      <ul className="mx-auto mt-12 grid max-w-md gap-4 lg:max-w-none lg:auto-cols-fr lg:grid-flow-col">
        {plans.map((plan) => (
          <li
            key={plan.name}
            className={cn(
              'flex flex-col gap-6 rounded-2xl border bg-card p-7',
              plan.badge
                ? 'border-2 border-primary-ink shadow-popover'
                : 'border-border shadow-card',
            )}
          >
            <div className="grid gap-2">
              <div className="flex items-center justify-between gap-2">
                <h3 className="font-display text-lg font-semibold">{plan.name}</h3>
                {plan.badge && <Badge variant="solid">{plan.badge}</Badge>}
              </div>
              <p className="text-sm leading-relaxed text-muted-foreground">{plan.description}</p>
            </div>
            <p className="flex items-baseline gap-1.5">
              <span className="font-display text-4xl font-semibold tracking-tight tabular-nums">
                {plan.price}
              </span>
              {plan.period && <span className="text-sm text-muted-foreground">{plan.period}</span>}
            </p>
            <div className="*:w-full">{plan.action}</div>
            <ul className="grid gap-3 border-t border-border pt-6 text-sm">
              {plan.features.map((feature) => (
                <li key={feature} className="flex gap-2.5 leading-snug">
                  <Check aria-hidden className="size-4.5 shrink-0 text-primary-ink" />
                  {feature}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Section>
  );
}
