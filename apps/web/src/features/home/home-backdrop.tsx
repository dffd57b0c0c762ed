import { useId } from 'react';

/** A lattice of diamonds, barely there, behind the first question. */
export function HomeBackdrop() {
  const id = useId();
  return (
    <svg
      aria-hidden
      className="absolute inset-x-0 top-0 -z-10 h-[36rem] w-full text-foreground opacity-[0.055] [mask-image:radial-gradient(60%_75%_at_50%_30%,black,transparent)] dark:opacity-[0.07]"
    >
      <pattern id={id} width="96" height="96" patternUnits="userSpaceOnUse">
        <g fill="none" stroke="currentColor" strokeWidth="1.5">
          <path d="M48 0 96 48 48 96 0 48Z" />
          <path d="M48 16 80 48 48 80 16 48Z" />
          <path d="M48 32 64 48 48 64 32 48Z" />
          <path d="M0 16 16 0M80 0 96 16M96 80 80 96M16 96 0 80" />
          <path d="M0 32 32 0M64 0 96 32M96 64 64 96M32 96 0 64" />
        </g>
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
