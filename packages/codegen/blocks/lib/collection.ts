/** Rows of one kind that live in this browser; to keep them on a server, give the same functions another body. */
export interface Collection<Item extends { id: string }> {
  all: () => readonly Item[];
  find: (id: string) => Item | undefined;
  /** Adds a row under an id made of its name, and returns it. */
  add: (draft: Omit<Item, 'id'>) => Item;
  update: (id: string, changes: Partial<Omit<Item, 'id'>>) => void;
  /** Removes a row and returns how to put it back where it was. */
  remove: (id: string) => () => void;
  /** Why rows cannot be kept, if so: what was stored is unreadable, or the browser refuses to store. */
  problem: () => StorageProblem | undefined;
  subscribe: (listener: () => void) => () => void;
}

export type StorageProblem = 'unreadable' | 'full';

export interface CollectionOptions<Item extends { id: string }> {
  /** The key under which the browser keeps the rows. */
  storageKey: string;
  /** What a new visitor finds. */
  seed: readonly Item[];
  /** What an id is made of. */
  nameOf: (item: Omit<Item, 'id'>) => string;
}

export function createCollection<Item extends { id: string }>({
  storageKey,
  seed,
  nameOf,
}: CollectionOptions<Item>): Collection<Item> {
  const listeners = new Set<() => void>();
  let items: readonly Item[] | undefined;
  let problem: StorageProblem | undefined;

  function all(): readonly Item[] {
    items ??= load();
    return items;
  }

  function load(): readonly Item[] {
    try {
      const stored = localStorage.getItem(storageKey);
      return stored === null ? seed : (JSON.parse(stored) as Item[]);
    } catch {
      problem = 'unreadable';
      return seed;
    }
  }

  function change(next: readonly Item[]) {
    items = next;
    try {
      localStorage.setItem(storageKey, JSON.stringify(next));
      problem = undefined;
    } catch {
      problem = 'full';
    }
    for (const listener of listeners) listener();
  }

  function followOtherTabs(event: StorageEvent) {
    if (event.key !== storageKey && event.key !== null) return;
    items = undefined;
    for (const listener of listeners) listener();
  }

  return {
    all,
    find: (id) => all().find((item) => item.id === id),
    add(draft) {
      const item = { ...draft, id: freeId(nameOf(draft), all()) } as Item;
      change([item, ...all()]);
      return item;
    },
    update(id, changes) {
      change(all().map((item) => (item.id === id ? { ...item, ...changes } : item)));
    },
    remove(id) {
      const before = all();
      const index = before.findIndex((item) => item.id === id);
      const removed = before[index];
      change(before.filter((item) => item.id !== id));
      return () => {
        if (removed) change([...all().slice(0, index), removed, ...all().slice(index)]);
      };
    },
    problem: () => problem,
    subscribe(listener) {
      if (listeners.size === 0) window.addEventListener('storage', followOtherTabs);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        window.removeEventListener('storage', followOtherTabs);
        // From here on another tab may change the rows unnoticed: they are read anew when they are next shown.
        if (problem === undefined) items = undefined;
      };
    },
  };
}

/** "Béatrice Uwimana" → "beatrice-uwimana", with a number behind it where that is taken. */
function freeId(name: string, items: readonly { id: string }[]): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  const base = plain.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'item';
  let id = base;
  for (let number = 2; items.some((item) => item.id === id); number++) id = `${base}-${number}`;
  return id;
}
