import { cva, type VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import { Slot } from 'radix-ui';
import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';

export const buttonVariants = cva(
  [
    'inline-flex shrink-0 cursor-pointer items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap select-none',
    'transition-[color,background-color,border-color,box-shadow,translate] duration-150 active:translate-y-px',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none not-aria-busy:aria-disabled:opacity-50 aria-busy:opacity-80',
    '[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4',
  ],
  {
    variants: {
      variant: {
        default: 'bg-primary text-primary-foreground shadow-raised hover:bg-primary-hover',
        secondary: 'bg-secondary text-secondary-foreground hover:bg-accent',
        outline:
          'border border-border-strong bg-card text-card-foreground shadow-xs hover:bg-accent hover:text-accent-foreground',
        ghost: 'hover:bg-accent hover:text-accent-foreground',
        destructive:
          'bg-destructive text-destructive-foreground shadow-raised hover:bg-destructive-hover',
        link: 'text-primary-ink underline-offset-4 hover:underline active:translate-y-0',
      },
      size: {
        sm: 'h-8 gap-1.5 px-3 text-sm pointer-coarse:h-10',
        md: 'h-9 px-4 text-sm pointer-coarse:h-11',
        lg: 'h-11 px-6 text-base',
        icon: 'size-9 pointer-coarse:size-11',
      },
    },
    defaultVariants: { variant: 'default', size: 'md' },
  },
);

export interface ButtonProps extends ComponentProps<'button'>, VariantProps<typeof buttonVariants> {
  /** Gives the look to the only child, such as a router's link. */
  asChild?: boolean;
  /** Shows a spinner and ignores presses while keeping the focus. */
  loading?: boolean;
}

export function Button({
  asChild = false,
  children,
  className,
  loading = false,
  onClick,
  size,
  type,
  variant,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={loading ? 'button' : (type ?? 'button')}
      className={classes}
      aria-busy={loading || undefined}
      aria-disabled={loading || undefined}
      onClick={loading ? undefined : onClick}
      {...props}
    >
      {loading && <LoaderCircle aria-hidden className="animate-spin motion-reduce:animate-pulse" />}
      {children}
    </button>
  );
}
