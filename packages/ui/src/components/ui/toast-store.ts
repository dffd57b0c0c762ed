export interface ToastAction {
  label: string;
  onClick: () => void;
}

export interface ToastOptions {
  action?: ToastAction;
  description?: string;
  /** How long it stays; Infinity until dismissed. Default 5000, 8000 with an action. */
  durationMs?: number;
  variant?: 'default' | 'success' | 'warning' | 'destructive';
}

export interface ToastItem extends ToastOptions {
  id: number;
  title: string;
  durationMs: number;
}

export interface ToastStore {
  add: (title: string, options?: ToastOptions) => number;
  dismiss: (id: number) => void;
  getSnapshot: () => readonly ToastItem[];
  subscribe: (listener: () => void) => () => void;
}

const DEFAULT_DURATION_MS = 5000;
const ACTION_DURATION_MS = 8000;
const MAX_VISIBLE = 4;

/** Keeps the notices on screen, the newest last; the oldest makes room for a fifth. */
export function createToastStore(): ToastStore {
  const listeners = new Set<() => void>();
  let items: readonly ToastItem[] = [];
  let nextId = 1;

  function set(next: readonly ToastItem[]) {
    items = next;
    for (const listener of listeners) listener();
  }

  return {
    add(title, options = {}) {
      const id = nextId++;
      const durationMs =
        options.durationMs ?? (options.action ? ACTION_DURATION_MS : DEFAULT_DURATION_MS);
      set([...items, { ...options, id, title, durationMs }].slice(-MAX_VISIBLE));
      return id;
    },
    dismiss(id) {
      set(items.filter((item) => item.id !== id));
    },
    getSnapshot: () => items,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
