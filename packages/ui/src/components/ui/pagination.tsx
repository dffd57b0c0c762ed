import { ChevronLeft, ChevronRight, Ellipsis } from 'lucide-react';

import { cn } from '../../lib/cn.ts';
import { buttonVariants } from './button.tsx';
import { useUiText } from './ui-text.tsx';

export interface PaginationProps {
  className?: string;
  onPageChange: (page: number) => void;
  /** The page shown, from 1. */
  page: number;
  pageCount: number;
}

/** Page numbers with the ends and the neighbours of the current page. */
export function Pagination({ className, onPageChange, page, pageCount }: PaginationProps) {
  const text = useUiText();
  return (
    <nav aria-label={text.pagination} className={cn('flex items-center gap-1', className)}>
      <button
        type="button"
        aria-label={text.previous}
        disabled={page <= 1}
        onClick={() => onPageChange(page - 1)}
        className={buttonVariants({ variant: 'ghost', size: 'icon' })}
      >
        <ChevronLeft aria-hidden className="rtl:rotate-180" />
      </button>
      <ol className="flex items-center gap-1">
        {visiblePages(page, pageCount).map((entry) =>
          typeof entry === 'string' ? (
            <li key={entry} className="grid size-8 place-items-center text-muted-foreground">
              <Ellipsis aria-hidden className="size-4" />
              <span className="sr-only">{text.morePages}</span>
            </li>
          ) : (
            <li key={entry}>
              <button
                type="button"
                aria-current={entry === page ? 'page' : undefined}
                onClick={() => onPageChange(entry)}
                className={cn(
                  buttonVariants({ variant: entry === page ? 'outline' : 'ghost', size: 'icon' }),
                  'text-sm tabular-nums',
                )}
              >
                {entry}
              </button>
            </li>
          ),
        )}
      </ol>
      <button
        type="button"
        aria-label={text.next}
        disabled={page >= pageCount}
        onClick={() => onPageChange(page + 1)}
        className={buttonVariants({ variant: 'ghost', size: 'icon' })}
      >
        <ChevronRight aria-hidden className="rtl:rotate-180" />
      </button>
    </nav>
  );
}

/** First, last and the current page with its neighbours; a string marks each gap. */
export function visiblePages(page: number, pageCount: number): (number | 'before' | 'after')[] {
  if (pageCount <= 7) return Array.from({ length: pageCount }, (_, index) => index + 1);
  const from = Math.max(2, Math.min(page - 1, pageCount - 4));
  const to = Math.min(pageCount - 1, Math.max(page + 1, 5));
  const middle = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return [
    1,
    ...(from > 2 ? (['before'] as const) : []),
    ...middle,
    ...(to < pageCount - 1 ? (['after'] as const) : []),
    pageCount,
  ];
}
