import {
  Card,
  cn,
  SortableTableHead,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from '@promptly/ui';
import { type ReactNode } from 'react';

import { t } from '../i18n/index.ts';

export interface Column<Item> {
  /** The field that pressing the head sorts by. */
  field: string;
  header: string;
  cell: (item: Item) => ReactNode;
  align?: 'end';
  /** The window width from which the column is shown; always when absent. */
  from?: 'sm' | 'md' | 'lg' | 'xl';
}

interface DataTableProps<Item> {
  label: string;
  columns: readonly Column<Item>[];
  rows: readonly Item[];
  sort?: { field: string; direction: 'asc' | 'desc'; onSort: (field: string) => void };
  /** What can be done with a row, at its end. */
  actions?: (item: Item) => ReactNode;
}

const SHOWN_FROM = {
  sm: 'max-sm:hidden',
  md: 'max-md:hidden',
  lg: 'max-lg:hidden',
  xl: 'max-xl:hidden',
} as const;

/** Rows under heads that sort; on small screens only the telling columns remain. */
export function DataTable<Item extends { id: string }>({
  label,
  columns,
  rows,
  sort,
  actions,
}: DataTableProps<Item>) {
  const classes = ({ align, from }: Column<Item>) =>
    cn(align === 'end' && 'text-end', from && SHOWN_FROM[from]);
  return (
    <Card className="gap-0 overflow-hidden py-0">
      <Table label={label}>
        <TableHeader>
          <TableRow>
            {columns.map((column) =>
              sort ? (
                <SortableTableHead
                  key={column.field}
                  direction={sort.field === column.field ? sort.direction : undefined}
                  onSort={() => sort.onSort(column.field)}
                  className={classes(column)}
                >
                  {column.header}
                </SortableTableHead>
              ) : (
                <TableHead key={column.field} className={classes(column)}>
                  {column.header}
                </TableHead>
              ),
            )}
            {actions && (
              <TableHead className="w-px">
                <span className="sr-only">{t('list.actions')}</span>
              </TableHead>
            )}
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.id}>
              {columns.map((column) => (
                <TableCell
                  key={column.field}
                  className={cn(classes(column), column.align === 'end' && 'tabular-nums')}
                >
                  {column.cell(row)}
                </TableCell>
              ))}
              {actions && <TableCell className="py-1 pe-2 text-end">{actions(row)}</TableCell>}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}
