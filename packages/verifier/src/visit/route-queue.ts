import type { RouteAddress, RouteLink } from './visit-protocol.ts';

/** The routes of an app that are still to be visited. */
export interface RouteQueue {
  add(links: readonly RouteLink[]): void;
  /** The next route; of the items of a list, only as many as show something new. */
  next(): NextRoute | undefined;
  /** Says that the route which `next` gave last showed nothing that other routes had not shown. */
  showedNothingNew(): void;
}

export interface NextRoute {
  address: RouteAddress;
  /** Entries of a menu are pages of their own; others may be like pages that were seen. */
  isMenuEntry: boolean;
}

/** Begins with the root. A route is given once. */
export function createRouteQueue(): RouteQueue {
  const seen = new Set<RouteAddress>(['/']);
  const waiting: RouteLink[] = [{ address: '/', look: '' }];
  const known = new Set<string>();
  let current = '';
  return {
    add(links) {
      for (const link of links) {
        if (seen.has(link.address)) continue;
        seen.add(link.address);
        waiting.push(link);
      }
    },
    next() {
      for (let link = waiting.shift(); link !== undefined; link = waiting.shift()) {
        current = shapeOf(link);
        if (!known.has(current)) return { address: link.address, isMenuEntry: current === '' };
      }
      return undefined;
    },
    showedNothingNew() {
      if (current !== '') known.add(current);
    },
  };
}

/**
 * What routes to items of one list have in common: how deep they are, where they begin, and that their links look the
 * same. Routes of one segment, such as those of a menu, stand for themselves.
 */
function shapeOf({ address, look }: RouteLink): string {
  const [path = '', query] = address.replace(/^\/?#\//, '/').split('?');
  const segments = path.split('/').filter(Boolean);
  if (segments.length < 2 && query === undefined) return '';
  return [segments[0], segments.length, query === undefined, look].join(' ');
}
