import type { Visibility } from '@promptly/common';

import type { KeysetPosition } from '../../db/keyset.ts';
import type { Cursors } from '../cursors.ts';
import { readPage, type ListQuery, type Page } from '../list-page.ts';

export interface LibraryQuery extends ListQuery {
  /** Both kinds where left out. */
  visibility: Visibility | undefined;
}

/** Something that ships with the product, and where it stands among its like. */
interface Shipped {
  name: string;
}

const FIRST = '';

/**
 * A page of what an organization has, in the order of its keyset, followed by what ships with the product, in order of
 * name. `own` reads rows behind a position; `shipped` has those that the search finds, in order.
 */
export async function listLibrary<Own, Product extends Shipped>(
  cursors: Cursors,
  { visibility, ...list }: LibraryQuery,
  own: (
    position: KeysetPosition | null,
    limit: number,
  ) => Promise<{ rows: Own[]; next: KeysetPosition | null }>,
  shipped: readonly Product[],
): Promise<Page<Own | Product>> {
  return readPage<Own | Product>(cursors, list, async (position, limit) => {
    const [part, ...place] = position ?? ['organization'];
    const hasOwn = part === 'organization' && visibility !== 'global';
    const { rows, next } = hasOwn ? await own(position && place, limit) : { rows: [], next: null };
    if (next) return { rows, next: ['organization', ...next] };
    if (visibility === 'organization') return { rows, next: null };
    const [after = FIRST] = part === 'global' ? place : [];
    const rest = shipped.filter(({ name }) => name > after);
    const taken = rest.slice(0, limit - rows.length);
    const isLast = taken.length === rest.length;
    return {
      rows: [...rows, ...taken],
      next: isLast ? null : ['global', taken.at(-1)?.name ?? after],
    };
  });
}
