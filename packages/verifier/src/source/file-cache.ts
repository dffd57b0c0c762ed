import { createHash } from 'node:crypto';

/** Remembers what was computed for a file, by its path and bytes; the least recently used are forgotten first. */
export interface FileCache<T> {
  get(path: string, bytes: Uint8Array): T | undefined;
  set(path: string, bytes: Uint8Array, value: T): void;
}

/** Generated apps share most of their files (components, configuration), so most are looked at once and never again. */
export function createFileCache<T>(maxEntries: number): FileCache<T> {
  const entries = new Map<string, T>();
  return {
    get(path, bytes) {
      const key = keyOf(path, bytes);
      const value = entries.get(key);
      if (value === undefined) return undefined;
      entries.delete(key);
      entries.set(key, value);
      return value;
    },
    set(path, bytes, value) {
      entries.set(keyOf(path, bytes), value);
      const [oldest] = entries.keys();
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest);
    },
  };
}

function keyOf(path: string, bytes: Uint8Array): string {
  return `${createHash('sha256').update(bytes).digest('base64')} ${path}`;
}
