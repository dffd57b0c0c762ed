import { createBoundedCache } from '../bounded-cache.ts';
import type { FileListing } from './file-listing.ts';

/** Listings that are looked at page by page, so that each is made once. */
export interface Listings {
  /** The listing that is kept under a key, else what `make` gives. */
  get(key: string, make: () => Promise<MadeListing>): Promise<FileListing>;
}

export interface MadeListing {
  listing: FileListing;
  /** Whether it is that of its key, and not of a state that came meanwhile. */
  isCurrent: boolean;
}

/** Rough memory of one entry besides its path. */
const ENTRY_BYTES = 200;

export function createListings({ maxBytes }: { maxBytes: number }): Listings {
  const cache = createBoundedCache<FileListing>({
    maxBytes,
    bytesOf: (listing) => listing.reduce((sum, { path }) => sum + ENTRY_BYTES + path.length, 0),
  });
  return {
    async get(key, make) {
      const kept = cache.get(key);
      if (kept) return kept;
      const { listing, isCurrent } = await make();
      if (isCurrent) cache.set(key, listing);
      return listing;
    },
  };
}
