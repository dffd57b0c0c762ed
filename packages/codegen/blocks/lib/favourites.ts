const STORAGE_KEY = 'favourites';
const listeners = new Set<() => void>();
let ids: readonly string[] | undefined;
let isKept = true;

/** What the reader marked, kept in this browser. */
export const favourites = {
  all: (): readonly string[] => (ids ??= read()),
  toggle: (id: string): void => {
    const current = favourites.all();
    ids = current.includes(id) ? current.filter((other) => other !== id) : [...current, id];
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(ids));
      isKept = true;
    } catch {
      // Storage can be switched off or full; the mark then lasts for the visit.
      isKept = false;
    }
    for (const listener of listeners) listener();
  },
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      // From here on another tab may mark others unnoticed.
      if (listeners.size === 0 && isKept) ids = undefined;
    };
  },
};

function read(): readonly string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? '[]');
    return Array.isArray(stored) ? stored.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
