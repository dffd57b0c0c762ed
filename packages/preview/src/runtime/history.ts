/**
 * The app's history. A page of an opaque origin may not push paths, so the stack lives here; the routers
 * of an old and a new build share it while one replaces the other, which is how an update keeps the path.
 */

/** A location as React Router has it. */
export interface HostLocation {
  pathname: string;
  search: string;
  hash: string;
  state: unknown;
  key: string;
  mask: undefined;
}

export type HostAction = 'POP' | 'PUSH' | 'REPLACE';
type PathParts = Partial<Pick<HostLocation, 'pathname' | 'search' | 'hash'>>;
export type To = string | PathParts;

interface HostUpdate {
  action: HostAction;
  location: HostLocation;
  delta: number;
}
type Listener = (update: HostUpdate) => void;

/** One router's view of the history: the interface that React Router calls `History`. */
export interface RouterHistory {
  readonly action: HostAction;
  readonly location: HostLocation;
  createHref(to: To): string;
  createURL(to: To): URL;
  encodeLocation(to: To): { pathname: string; search: string; hash: string };
  push(to: To, state?: unknown): void;
  replace(to: To, state?: unknown): void;
  go(delta: number): void;
  listen(listener: Listener): () => void;
}

export interface HistoryState {
  path: string;
  canGoBack: boolean;
  canGoForward: boolean;
}

export interface HostHistory {
  state(): HistoryState;
  /** A router's own view. Declarative routers hear of their own pushes, data routers do not. */
  connect(options: { hearsOwnPushes: boolean }): RouterHistory;
  /** Goes to a path on behalf of the studio or of a plain link: every router hears of it. */
  push(to: To): void;
  /** Goes to a path in place of the present one. */
  replace(to: To): void;
  go(delta: number): void;
}

export interface HistoryOptions {
  initialPath: string;
  /** Origin of URLs that data routers make for their loaders. */
  origin: string;
  onChange: (state: HistoryState) => void;
}

export function createHostHistory({ initialPath, origin, onChange }: HistoryOptions): HostHistory {
  const listeners = new Set<Listener>();
  let entries = [locationOf(initialPath, '/', null)];
  let index = 0;
  let action: HostAction = 'POP';

  const current = () => entries[index] ?? locationOf('/', '/', null);
  const state = (): HistoryState => ({
    path: hrefOf(current()),
    canGoBack: index > 0,
    canGoForward: index < entries.length - 1,
  });

  function push(to: To, appState: unknown) {
    action = 'PUSH';
    const location = locationOf(to, current().pathname, appState);
    entries = [...entries.slice(0, index + 1), location];
    index += 1;
    onChange(state());
  }

  function replace(to: To, appState: unknown) {
    action = 'REPLACE';
    entries[index] = locationOf(to, current().pathname, appState);
    onChange(state());
  }

  function go(delta: number) {
    const next = Math.min(Math.max(index + delta, 0), entries.length - 1);
    if (next === index) return;
    const moved = next - index;
    action = 'POP';
    index = next;
    onChange(state());
    announce(moved);
  }

  function announce(delta: number) {
    for (const listener of [...listeners]) listener({ action, location: current(), delta });
  }

  function connect({ hearsOwnPushes }: { hearsOwnPushes: boolean }): RouterHistory {
    let own: Listener | undefined;
    const tell = (delta: number) => {
      if (hearsOwnPushes) own?.({ action, location: current(), delta });
    };
    return {
      get action() {
        return action;
      },
      get location() {
        return current();
      },
      createHref: hrefOf,
      createURL: (to) => new URL(hrefOf(to), origin),
      encodeLocation(to) {
        const { pathname, search, hash } = new URL(hrefOf(to), origin);
        return { pathname, search, hash };
      },
      push(to, appState = null) {
        push(to, appState);
        tell(1);
      },
      replace(to, appState = null) {
        replace(to, appState);
        tell(0);
      },
      go,
      listen(listener) {
        own = listener;
        listeners.add(listener);
        return () => {
          own = undefined;
          listeners.delete(listener);
        };
      },
    };
  }

  return {
    state,
    connect,
    push(to) {
      push(to, null);
      // A router takes a move which it did not make for one of the browser's buttons.
      action = 'POP';
      announce(1);
    },
    replace(to) {
      replace(to, null);
      action = 'POP';
      announce(0);
    },
    go,
  };
}

function locationOf(to: To, from: string, state: unknown): HostLocation {
  const parts = typeof to === 'string' ? partsOf(to) : to;
  return {
    pathname: parts.pathname ?? from,
    search: parts.search ?? '',
    hash: parts.hash ?? '',
    state,
    key: Math.random().toString(36).slice(2, 10),
    mask: undefined,
  };
}

function partsOf(path: string): PathParts {
  const [, pathname = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(path) ?? [];
  return { ...(pathname && { pathname }), search, hash };
}

function hrefOf(to: To): string {
  if (typeof to === 'string') return to;
  const { pathname = '/', search = '', hash = '' } = to;
  return pathname + prefixed('?', search) + prefixed('#', hash);
}

function prefixed(sign: string, part: string): string {
  if (part === '' || part === sign) return '';
  return part.startsWith(sign) ? part : sign + part;
}
