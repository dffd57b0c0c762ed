import { and, desc, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Columns by which a list is ordered, newest first; the id decides between equal times. */
export interface Keyset {
  createdAt: PgColumn;
  id: PgColumn;
}

/** `(createdAt, id)` of the last row of a page, with the database's own precision. */
export type KeysetPosition = readonly string[];

export function newestFirst({ createdAt, id }: Keyset): SQL[] {
  return [desc(createdAt), desc(id)];
}

/** The condition of the page that follows a position; none for the first page. */
export function after({ createdAt, id }: Keyset, position: KeysetPosition | null): SQL | undefined {
  if (!position) return undefined;
  const [at = '', lastId = ''] = position;
  return and(sql`(${createdAt}, ${id}) < (${at}::timestamptz, ${lastId})`);
}

/** Selected beside a row, to continue after it: a Date would cut the microseconds off. */
export function exactTime({ createdAt }: Keyset): SQL<string> {
  return sql<string>`${createdAt}::text`;
}

/** Splits the rows of a page that was asked for with one more than it holds. */
export function pageOfRows<T extends { exactTime: string; id: string }>(
  rows: T[],
  limit: number,
): { rows: T[]; next: KeysetPosition | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? [last.exactTime, last.id] : null };
}
