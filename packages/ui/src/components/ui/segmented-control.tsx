import { type LucideIcon } from 'lucide-react';
import { useId, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { useFieldGroup } from './field-context.ts';

export interface Segment<Value extends string> {
  /** Shown before the label, or alone with `hideLabels`. */
  icon?: LucideIcon;
  label: ReactNode;
  value: Value;
}

export interface SegmentedControlProps<Value extends string> {
  'aria-label'?: string;
  'aria-labelledby'?: string;
  className?: string;
  /** Shows only the icons; the labels stay for screen readers. */
  hideLabels?: boolean;
  onValueChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  value: Value;
}

/** A few choices side by side of which one holds; radios underneath, so the arrow keys work. */
export function SegmentedControl<Value extends string>({
  className,
  hideLabels = false,
  onValueChange,
  segments,
  value,
  ...props
}: SegmentedControlProps<Value>) {
  const name = useId();
  const group = useFieldGroup(props);
  return (
    <div
      role="radiogroup"
      className={cn(
        'inline-flex w-fit max-w-full gap-0.5 rounded-lg border border-border-strong bg-card p-0.5',
        className,
      )}
      {...props}
      {...group}
    >
      {segments.map(({ icon: Icon, label, value: segment }) => (
        <label
          key={segment}
          className={cn(
            'relative inline-flex h-8 cursor-pointer items-center justify-center gap-1.5 rounded-md px-3 text-sm font-medium text-muted-foreground transition-colors select-none hover:text-foreground pointer-coarse:h-10',
            'has-checked:bg-primary-soft has-checked:text-primary-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-ring',
            hideLabels && 'px-2',
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment}
            checked={segment === value}
            onChange={() => onValueChange(segment)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-md outline-none"
          />
          {Icon && <Icon aria-hidden className="size-4" />}
          <span className={cn('truncate', hideLabels && 'sr-only')}>{label}</span>
        </label>
      ))}
    </div>
  );
}
