import { desc, sql, type SQL } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';

/** Columns by which a list is ordered, the greatest first; all together tell any two rows apart. */
export type Keyset = readonly PgColumn[];

/** The keyset of the last row of a page as texts, with the database's own precision: a Date would cut microseconds off. */
export type KeysetPosition = readonly string[];

/** What a query of one page is made of. */
export interface PageParts {
  /** Selected under this name, to continue after the row. */
  position: SQL<string[]>;
  /** The condition of what follows the page before; none for the first page. */
  after: SQL | undefined;
  orderBy: SQL[];
  /** One more than the page holds: it tells whether another one follows. */
  limit: number;
}

export function pageParts(
  keyset: Keyset,
  position: KeysetPosition | null,
  limit: number,
): PageParts {
  const texts = keyset.map((column) => sql`${column}::text`);
  return {
    position: sql<string[]>`json_build_array(${listOf(texts)})`,
    after: position ? sql`(${listOf(keyset)}) < (${valuesOf(keyset, position)})` : undefined,
    orderBy: keyset.map((column) => desc(column)),
    limit: limit + 1,
  };
}

/** Splits the rows of a page that was asked for with one more than it holds. */
export function pageOfRows<T>(
  rows: readonly T[],
  limit: number,
  positionOf: (row: T) => KeysetPosition,
): { rows: T[]; next: KeysetPosition | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, next: rows.length > limit && last ? positionOf(last) : null };
}

function valuesOf(keyset: Keyset, position: KeysetPosition): SQL {
  return listOf(
    keyset.map((column, at) => sql`${position[at] ?? ''}::${sql.raw(column.getSQLType())}`),
  );
}

function listOf(parts: readonly (SQL | PgColumn)[]): SQL {
  return sql.join([...parts], sql`, `);
}
