import { useSyncExternalStore } from 'react';

import { favourites } from '../lib/favourites.ts';

/** The ids that the reader marked, as they change. */
export function useFavourites() {
  const ids = useSyncExternalStore(favourites.subscribe, favourites.all);
  return {
    has: (id: string) => ids.includes(id),
    toggle: favourites.toggle,
  };
}
