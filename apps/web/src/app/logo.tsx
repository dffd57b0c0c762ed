import { cn } from '@promptly/ui';

/** The mark: a diamond of an Imigongo wall with a spark in its middle. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn('size-7 shrink-0', className)}>
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <g fill="none" className="stroke-primary-foreground" strokeWidth="2.4">
        <path d="M16 5.5 26.5 16 16 26.5 5.5 16Z" />
        <path d="M16 10.9 21.1 16 16 21.1" />
      </g>
      <path d="M16 13.6 18.4 16 16 18.4 13.6 16Z" className="fill-warning" />
    </svg>
  );
}

export interface LogoProps {
  className?: string;
  /** Leaves the name out where there is little room. */
  shrinks?: boolean;
}

export function Logo({ className, shrinks = false }: LogoProps) {
  return (
    <span className={cn('flex items-center gap-2.5', className)}>
      <LogoMark />
      <span
        className={cn(
          shrinks && 'max-sm:hidden',
          'font-display text-[1.05rem] font-semibold tracking-tight',
        )}
      >
        Promptly <span className="text-muted-foreground">Studio</span>
      </span>
    </span>
  );
}
