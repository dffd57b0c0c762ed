import { useSearchParams } from 'react-router';

export interface ListDefaults<Filter extends string> {
  /** The field that rows are ordered by until another is chosen. */
  sort: string;
  direction: 'asc' | 'desc';
  filters: readonly Filter[];
}

/** What a list shows, as its address says: it can be shared, and the back button undoes it. */
export interface ListParams<Filter extends string> {
  query: string;
  filters: Readonly<Record<Filter, string>>;
  sort: string;
  direction: 'asc' | 'desc';
  /** From 1. */
  page: number;
  isNarrowed: boolean;
  search: (query: string) => void;
  filterBy: (filter: Filter, value: string) => void;
  /** Orders by a field; by the same one again, the other way round. */
  sortBy: (field: string) => void;
  goTo: (page: number) => void;
  clear: () => void;
}

export function useListParams<Filter extends string>(
  defaults: ListDefaults<Filter>,
): ListParams<Filter> {
  const [params, setParams] = useSearchParams();
  const query = params.get('q') ?? '';
  const sort = params.get('sort') ?? defaults.sort;
  const direction = readDirection(params.get('dir')) ?? defaults.direction;
  const filters = Object.fromEntries(
    defaults.filters.map((filter) => [filter, params.get(filter) ?? '']),
  ) as Record<Filter, string>;

  /** Changes leave the first page, since they change what is on it. */
  function change(changes: Record<string, string>, { replace = false } = {}) {
    setParams(
      (current) => {
        const next = new URLSearchParams(current);
        next.delete('page');
        for (const [name, value] of Object.entries(changes)) {
          if (value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace, preventScrollReset: true },
    );
  }

  return {
    query,
    filters,
    sort,
    direction,
    page: Math.max(1, Math.floor(Number(params.get('page'))) || 1),
    isNarrowed: query !== '' || defaults.filters.some((filter) => filters[filter] !== ''),
    search: (next) => change({ q: next }, { replace: true }),
    filterBy: (filter, value) => change({ [filter]: value }),
    sortBy: (field) =>
      change({ sort: field, dir: field === sort && direction === 'asc' ? 'desc' : 'asc' }),
    goTo: (page) => change({ page: page === 1 ? '' : String(page) }),
    clear: () =>
      change({ q: '', ...Object.fromEntries(defaults.filters.map((filter) => [filter, ''])) }),
  };
}

function readDirection(value: string | null): 'asc' | 'desc' | undefined {
  return value === 'asc' || value === 'desc' ? value : undefined;
}
