import { useSyncExternalStore } from 'react';

import { type Collection } from '../lib/collection.ts';

/** The rows of a collection, as they change here and in other tabs. */
export function useCollection<Item extends { id: string }>(
  collection: Collection<Item>,
): readonly Item[] {
  return useSyncExternalStore(collection.subscribe, collection.all);
}
