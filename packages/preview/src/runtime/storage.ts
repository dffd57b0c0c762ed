import {
  PREVIEW_STORAGE_MAX_CHARS,
  type PreviewStorageArea,
} from '@promptly/common/preview-bridge';

/** A storage area that lives in the page; an opaque origin has none of its own. */
export interface PageStorage {
  /** What the app sees as `localStorage` or `sessionStorage`. */
  storage: Storage;
  /** Adds what an earlier page stored, without overwriting what the app has set since. */
  restore: (entries: Readonly<Record<string, string>>) => void;
}

/** Called with each change as it is made: null for a removed key. */
export type StorageListener = (key: string, value: string | null) => void;

/** Makes an area that behaves as the platform's: methods, properties, iteration, and the quota. */
export function createPageStorage(onChange: StorageListener): PageStorage {
  const items = new Map<string, string>();
  let usedChars = 0;

  function set(key: string, value: string) {
    const old = items.get(key);
    const grown =
      usedChars + value.length - (old?.length ?? 0) + (old === undefined ? key.length : 0);
    if (grown > PREVIEW_STORAGE_MAX_CHARS) {
      throw new DOMException(`Setting the value of '${key}' exceeded the quota.`, 'QuotaExceededError'); // prettier-ignore
    }
    usedChars = grown;
    items.set(key, value);
  }

  function remove(key: string) {
    const old = items.get(key);
    if (old === undefined) return false;
    usedChars -= key.length + old.length;
    return items.delete(key);
  }

  const setItem = (key: string, value: string) => {
    set(String(key), String(value));
    onChange(String(key), String(value));
  };
  const removeItem = (key: string) => {
    if (remove(String(key))) onChange(String(key), null);
  };
  const methods: Record<string, unknown> = {
    getItem: (key: string) => items.get(String(key)) ?? null,
    setItem,
    removeItem,
    clear: () => {
      for (const key of [...items.keys()]) removeItem(key);
    },
    key: (index: number) => [...items.keys()][index] ?? null,
  };

  const storage = new Proxy(Object.create(Storage.prototype) as Storage, {
    get(target, property) {
      if (property === 'length') return items.size;
      if (typeof property === 'string') {
        if (Object.hasOwn(methods, property)) return methods[property];
        if (items.has(property)) return items.get(property);
      }
      return Reflect.get(target, property) as unknown;
    },
    set(_target, property, value) {
      if (typeof property === 'string') setItem(property, value as string);
      return true;
    },
    deleteProperty(_target, property) {
      if (typeof property === 'string') removeItem(property);
      return true;
    },
    has: (target, property) =>
      (typeof property === 'string' && items.has(property)) || Reflect.has(target, property),
    ownKeys: () => [...items.keys()],
    getOwnPropertyDescriptor(_target, property) {
      const value = typeof property === 'string' ? items.get(property) : undefined;
      return value === undefined
        ? undefined
        : { value, writable: true, enumerable: true, configurable: true };
    },
  });

  return {
    storage,
    restore(entries) {
      for (const [key, value] of Object.entries(entries)) {
        if (!items.has(key)) set(key, value);
      }
    },
  };
}

const REPORT_DELAY_MS = 100;

/** Collects changes and hands them over once they rest, or when the page goes away. */
export function createStorageReporter(
  send: (area: PreviewStorageArea, entries: [string, string | null][]) => void,
): (area: PreviewStorageArea) => StorageListener {
  const changed = { local: new Map<string, string | null>(), session: new Map<string, string | null>() }; // prettier-ignore
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    clearTimeout(timer);
    timer = undefined;
    for (const area of ['local', 'session'] as const) {
      if (changed[area].size > 0) send(area, [...changed[area]]);
      changed[area].clear();
    }
  }
  addEventListener('pagehide', flush);

  return (area) => (key, value) => {
    changed[area].set(key, value);
    timer ??= setTimeout(flush, REPORT_DELAY_MS);
  };
}

/** Puts an area where the app looks for it: the platform's own throws when it is only read. */
export function installStorage(area: PreviewStorageArea, storage: Storage): void {
  Object.defineProperty(window, `${area}Storage`, { value: storage, configurable: true });
}

/** Cookies do not exist here: reading finds none and setting does nothing, instead of throwing. */
export function installCookies(): void {
  Object.defineProperty(document, 'cookie', {
    configurable: true,
    get: () => '',
    set: () => undefined,
  });
}
