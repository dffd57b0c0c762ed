import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

import type { ObjectStorage } from '../../../integrations/storage/object-storage.ts';

/** Object storage without a disk, for tests that store a lot. */
export function createMemoryStorage(): ObjectStorage {
  const objects = new Map<string, Uint8Array>();
  const infoOf = (key: string, bytes: Uint8Array) => ({
    key,
    size: bytes.byteLength,
    modifiedAt: new Date(0),
  });
  return {
    async put(key, body) {
      objects.set(key, body instanceof Uint8Array ? body : await buffer(Readable.from(body)));
    },
    get(key, range) {
      const bytes = objects.get(key);
      const part = bytes?.subarray(range?.start, range?.end);
      return Promise.resolve(part && Readable.from([part]));
    },
    getBytes: (key) => Promise.resolve(objects.get(key)),
    head: (key) => {
      const bytes = objects.get(key);
      return Promise.resolve(bytes && infoOf(key, bytes));
    },
    delete(key) {
      objects.delete(key);
      return Promise.resolve();
    },
    async *list(prefix) {
      for (const [key, bytes] of await Promise.resolve(objects)) {
        if (key.startsWith(prefix)) yield infoOf(key, bytes);
      }
    },
  };
}
