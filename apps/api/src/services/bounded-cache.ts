/** A least-recently-used cache whose entries together weigh no more than a number of bytes. */
export interface BoundedCache<V> {
  get(key: string): V | undefined;
  /** Keeps the value; one that alone weighs over an eighth of the cache is not kept. */
  set(key: string, value: V): void;
  delete(key: string): void;
}

export function createBoundedCache<V>(options: {
  maxBytes: number;
  bytesOf: (value: V) => number;
}): BoundedCache<V> {
  const { maxBytes, bytesOf } = options;
  // A Map keeps the order of insertion, so its first key is the one used longest ago.
  const entries = new Map<string, { value: V; bytes: number }>();
  let totalBytes = 0;

  const remove = (key: string) => {
    totalBytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      const bytes = bytesOf(value);
      remove(key);
      if (bytes > maxBytes / 8) return;
      entries.set(key, { value, bytes });
      totalBytes += bytes;
      for (const oldest of entries.keys()) {
        if (totalBytes <= maxBytes) break;
        remove(oldest);
      }
    },
    delete: remove,
  };
}
