import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useId, useRef, type ComponentProps, type ReactNode } from 'react';

import { cn } from '../../lib/cn.ts';
import { useOverflows } from '../../lib/use-overflows.ts';

export interface TableProps extends ComponentProps<'table'> {
  /** Names the table for screen readers. */
  label?: string;
}

/** A table that scrolls sideways in its own box, by keyboard too, when it is wider than the page. */
export function Table({ children, className, label, ...props }: TableProps) {
  const box = useRef<HTMLDivElement>(null);
  const scrollable = useOverflows(box);
  const captionId = useId();
  return (
    <div
      ref={box}
      role={scrollable ? 'region' : undefined}
      aria-labelledby={scrollable && label ? captionId : undefined}
      tabIndex={scrollable ? 0 : undefined}
      data-table=""
      className="relative w-full overflow-x-auto first:rounded-t-[inherit] last:rounded-b-[inherit]"
    >
      <table className={cn('w-full caption-bottom text-sm', className)} {...props}>
        {label && (
          <caption id={captionId} className="sr-only">
            {label}
          </caption>
        )}
        {children}
      </table>
    </div>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'thead'>) {
  return (
    <thead
      className={cn('border-b border-border bg-muted/50 [&_tr]:hover:bg-transparent', className)}
      {...props}
    />
  );
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&_tr:last-child]:border-0', className)} {...props} />;
}

export function TableFooter({ className, ...props }: ComponentProps<'tfoot'>) {
  return (
    <tfoot className={cn('border-t border-border bg-muted/50 font-medium', className)} {...props} />
  );
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      className={cn(
        'border-b border-border transition-colors hover:bg-muted/60 data-[state=selected]:bg-primary-soft',
        className,
      )}
      {...props}
    />
  );
}

export interface TableHeadProps extends ComponentProps<'th'> {
  /** Aligns the column's numbers at the end. */
  numeric?: boolean;
}

export function TableHead({ children, className, numeric = false, ...props }: TableHeadProps) {
  return (
    <th
      scope="col"
      className={cn(
        'h-10 px-4 text-start first:ps-5 last:pe-5 align-middle text-xs font-medium whitespace-nowrap text-muted-foreground',
        numeric && 'text-end',
        className,
      )}
      {...props}
    >
      {children}
    </th>
  );
}

export interface SortableTableHeadProps extends Omit<TableHeadProps, 'aria-sort'> {
  children: ReactNode;
  /** The order the table is in now, if by this column. */
  direction?: 'asc' | 'desc';
  onSort: () => void;
}

/** A column head that sorts when pressed and says which way the column is sorted. */
export function SortableTableHead({
  children,
  direction,
  onSort,
  ...props
}: SortableTableHeadProps) {
  const Icon = { asc: ArrowUp, desc: ArrowDown, none: ChevronsUpDown }[direction ?? 'none'];
  const ariaSort = { asc: 'ascending', desc: 'descending', none: 'none' } as const;
  return (
    <TableHead aria-sort={ariaSort[direction ?? 'none']} {...props}>
      <button
        type="button"
        onClick={onSort}
        className="-mx-2 inline-flex h-8 cursor-pointer items-center gap-1.5 rounded-sm px-2 font-medium transition-colors hover:bg-accent hover:text-accent-foreground"
      >
        {children}
        <Icon aria-hidden className={cn('size-3.5', !direction && 'opacity-50')} />
      </button>
    </TableHead>
  );
}

export interface TableCellProps extends ComponentProps<'td'> {
  /** A number, an amount, a date: at the end of the cell, in one line. */
  numeric?: boolean;
}

export function TableCell({ className, numeric = false, ...props }: TableCellProps) {
  return (
    <td
      className={cn(
        'px-4 py-3 align-middle first:ps-5 last:pe-5',
        numeric && 'text-end whitespace-nowrap tabular-nums',
        className,
      )}
      {...props}
    />
  );
}

export function TableCaption({ className, ...props }: ComponentProps<'caption'>) {
  return <caption className={cn('mt-4 text-sm text-muted-foreground', className)} {...props} />;
}
