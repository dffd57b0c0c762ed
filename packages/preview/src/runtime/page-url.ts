import type { HostHistory } from './history.ts';

/** The app's path in a preview's address: `…/#/users/1`. */
export function initialPath(fragment: string): string {
  const path = fragment.slice(1);
  return /^\/(?![/\\])/.test(path) ? path : '/';
}

/** Keeps the path in the address, so that a reload and a copied link show the same page. */
export function keepPathInUrl(path: string): void {
  try {
    replaceState(null, '', `#${path}`);
  } catch {
    // Browsers refuse more than a few hundred changes a minute; the address then lags behind.
  }
}

const replaceState = window.history.replaceState.bind(window.history);

/** An app that pushes paths by itself, which this origin forbids, moves the app's history instead of failing. */
export function toleratePushState(history: HostHistory): void {
  for (const method of ['pushState', 'replaceState'] as const) {
    const original = window.history[method].bind(window.history);
    window.history[method] = (state: unknown, unused: string, url?: string | URL | null) => {
      try {
        original(state, unused, url);
      } catch (error) {
        if (!(error instanceof DOMException) || error.name !== 'SecurityError') throw error;
        const { pathname, search, hash } = new URL(
          String(url),
          location.origin + history.state().path,
        );
        history[method === 'pushState' ? 'push' : 'replace'](pathname + search + hash);
      }
    };
  }
}
