import { useEffect } from 'react';

const DELAY_MS = 1_200;

/** Fetches code that will be needed next, once the page has come to rest. */
export function useIdleImport(load: () => Promise<unknown>): void {
  useEffect(() => {
    // Safari has no requestIdleCallback; a moment's wait does as well.
    const timer = setTimeout(() => {
      // Offline, say: it is fetched again when it is needed, and only then is a failure told.
      load().catch(() => undefined);
    }, DELAY_MS);
    return () => clearTimeout(timer);
  }, [load]);
}
