import { type ListParams } from '../hooks/use-list-params.ts';

export interface SelectOptions<Item, Filter extends string> {
  /** The texts that a search looks through. */
  searchIn: (item: Item) => readonly string[];
  /** The value that a filter compares with. */
  filterOn: (item: Item, filter: Filter) => string;
  /** The value that a field is ordered by. */
  sortOn: (item: Item, field: string) => string | number | boolean;
  pageSize: number;
}

export interface SelectedRows<Item> {
  /** The rows of the current page. */
  rows: Item[];
  /** Every row that matches, in order. */
  found: Item[];
  page: number;
  pageCount: number;
}

/** The rows that match a list's search and filters, in its order, cut into pages. */
export function selectRows<Item, Filter extends string>(
  items: readonly Item[],
  list: Pick<ListParams<Filter>, 'query' | 'filters' | 'sort' | 'direction' | 'page'>,
  { searchIn, filterOn, sortOn, pageSize }: SelectOptions<Item, Filter>,
): SelectedRows<Item> {
  const words = plain(list.query).split(/\s+/).filter(Boolean);
  const wanted = Object.entries(list.filters) as [Filter, string][];
  const found = items
    .filter((item) =>
      wanted.every(([filter, value]) => value === '' || filterOn(item, filter) === value),
    )
    .filter((item) => {
      const text = plain(searchIn(item).join(' '));
      return words.every((word) => text.includes(word));
    })
    .sort(
      (a, b) =>
        compare(sortOn(a, list.sort), sortOn(b, list.sort)) * (list.direction === 'asc' ? 1 : -1),
    );
  const pageCount = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(list.page, pageCount);
  return { rows: found.slice((page - 1) * pageSize, page * pageSize), found, page, pageCount };
}

/** Lower case without accents, so that "beatrice" finds "Béatrice". */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

function compare(a: string | number | boolean, b: string | number | boolean): number {
  if (typeof a === 'string' && typeof b === 'string')
    return a.localeCompare(b, undefined, { numeric: true });
  return Number(a) - Number(b);
}
