import { and, type SQL } from 'drizzle-orm';

import type { PageQuery } from '@promptly/common';

import {
  pageOfRows,
  pageParts,
  type Keyset,
  type KeysetPosition,
  type PageParts,
} from '../db/keyset.ts';
import type { Cursors } from './cursors.ts';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list, and the page of it that is asked for. A cursor goes on in the list of this scope and these filters alone. */
export interface ListQuery {
  scope: string;
  filters: object;
  page: PageQuery;
}

/** What a query has behind its tables. */
interface Selection<Row> {
  where(condition: SQL | undefined): {
    orderBy(...columns: SQL[]): { limit(limit: number): PromiseLike<Row[]> };
  };
}

/** A page of the rows that are `where`, in the order of a keyset: `select` takes them up, each with its position. */
export async function listPage<Row extends { position: string[] }>(
  cursors: Cursors,
  { where, keyset, ...list }: ListQuery & { where: SQL | undefined; keyset: Keyset },
  select: (position: PageParts['position']) => Selection<Row>,
): Promise<Page<Omit<Row, 'position'>>> {
  const { items, nextCursor } = await readPage(cursors, list, async (after, most) => {
    const parts = pageParts(keyset, after, most);
    const rows = await select(parts.position)
      .where(and(where, parts.after))
      .orderBy(...parts.orderBy)
      .limit(parts.limit);
    return pageOfRows(rows, most, ({ position }) => position);
  });
  return { items: items.map(({ position: _, ...row }) => row), nextCursor };
}

/** A page in an order of its own: `read` tells where the next one begins, and null behind the last. */
export async function readPage<T>(
  cursors: Cursors,
  { scope, filters, page }: ListQuery,
  read: (
    after: KeysetPosition | null,
    limit: number,
  ) => Promise<{ rows: T[]; next: KeysetPosition | null }>,
): Promise<Page<T>> {
  const list = JSON.stringify([scope, filters]);
  const { rows, next } = await read(cursors.decode(list, page.cursor), page.limit);
  return { items: rows, nextCursor: cursors.encode(list, next) };
}
