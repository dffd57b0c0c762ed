import { type ComponentProps } from 'react';

import { cn } from '../../lib/cn.ts';
import { Container } from './container.tsx';

export interface LogoCloudProps extends Omit<ComponentProps<'section'>, 'title'> {
  names: readonly string[];
  title: string;
}

/** Names of those who use it, set as word marks. */
export function LogoCloud({ className, names, title, ...props }: LogoCloudProps) {
  return (
    <section className={cn('border-y border-border py-10', className)} {...props}>
      <Container className="flex flex-col items-center gap-6 lg:flex-row lg:gap-12">
        <h2 className="shrink-0 text-sm font-medium text-muted-foreground">{title}</h2>
        <ul className="flex flex-1 flex-wrap items-center justify-center gap-x-10 gap-y-4 lg:justify-between">
          {names.map((name, index) => (
            <li
              key={name}
              className="flex items-center gap-2 font-display text-lg font-semibold tracking-tight text-muted-foreground"
            >
              <Mark shape={index} />
              {name}
            </li>
          ))}
        </ul>
      </Container>
    </section>
  );
}

const MARKS = [
  'M10 1 19 10 10 19 1 10ZM10 6 6 10 10 14 14 10Z',
  'M1 18 10 2 19 18ZM10 9 6.500 15 13.500 15Z',
  'M2 2H18V7H2ZM2 9.500H18V12H2ZM2 14.500H18V18H2Z',
  'M10 1a9 9 0 1 1 0 18a9 9 0 1 1 0 -18ZM10 6a4 4 0 1 0 0 8a4 4 0 1 0 0 -8Z',
  'M1 6 10 1 19 6V10L10 5 1 10ZM1 13 10 8 19 13V17L10 12 1 17Z',
];

function Mark({ shape }: { shape: number }) {
  return (
    <svg aria-hidden viewBox="0 0 20 20" className="size-5" fill="currentColor" fillRule="evenodd">
      <path d={MARKS[shape % MARKS.length]} />
    </svg>
  );
}
