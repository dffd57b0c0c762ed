import { cva, type VariantProps } from 'class-variance-authority';
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';

const alertVariants = cva(
  'grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-1 rounded-lg border px-4 py-3.5 text-sm [&>svg]:mt-0.5 [&>svg]:size-4',
  {
    variants: {
      variant: {
        default: 'border-border bg-card text-card-foreground [&>svg]:text-muted-foreground',
        info: 'border-primary-ink/25 bg-primary-soft text-primary-ink',
        success: 'border-success-ink/25 bg-success-soft text-success-ink',
        warning: 'border-warning-ink/25 bg-warning-soft text-warning-ink',
        destructive: 'border-destructive-ink/25 bg-destructive-soft text-destructive-ink',
      },
    },
    defaultVariants: { variant: 'default' },
  },
);

const ICONS = {
  default: Info,
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  destructive: CircleAlert,
} as const;

export interface AlertProps extends ComponentProps<'div'>, VariantProps<typeof alertVariants> {
  /** Replaces the variant's icon; `null` shows none. */
  icon?: ReactNode;
}

/** A message in the page. A destructive one interrupts a screen reader, others wait their turn. */
export function Alert({ children, className, icon, variant, ...props }: AlertProps) {
  const Icon = ICONS[variant ?? 'default'];
  return (
    <div
      role={variant === 'destructive' ? 'alert' : 'status'}
      className={cn(alertVariants({ variant }), className)}
      {...props}
    >
      {icon === undefined ? <Icon aria-hidden /> : icon}
      <div className="col-start-2 grid gap-0.5">{children}</div>
    </div>
  );
}

export function AlertTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p className={cn('leading-snug font-semibold', className)} {...props} />;
}

export function AlertDescription({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div className={cn('leading-relaxed text-pretty text-foreground', className)} {...props} />
  );
}
