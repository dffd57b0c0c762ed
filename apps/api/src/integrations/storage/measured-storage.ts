import type { StorageOperation } from '../../observability/part-metrics.ts';
import type { ObjectStorage } from './object-storage.ts';

/** Told how long an operation took; of a read as a stream, until the stream was open. */
export type OnOperation = (operation: StorageOperation, passed: boolean, seconds: number) => void;

/** The same storage, whose operations are measured. */
export function measureStorage(storage: ObjectStorage, onOperation: OnOperation): ObjectStorage {
  const measured = async <T>(operation: StorageOperation, work: () => Promise<T>): Promise<T> => {
    const startedAt = performance.now();
    const tell = (passed: boolean) =>
      onOperation(operation, passed, (performance.now() - startedAt) / 1000);
    try {
      const result = await work();
      tell(true);
      return result;
    } catch (error) {
      tell(false);
      throw error;
    }
  };
  return {
    put: (key, body) => measured('put', () => storage.put(key, body)),
    get: (key, range) => measured('get', () => storage.get(key, range)),
    getBytes: (key) => measured('get', () => storage.getBytes(key)),
    head: (key) => measured('head', () => storage.head(key)),
    delete: (key) => measured('delete', () => storage.delete(key)),
    list: (prefix) => storage.list(prefix),
  };
}
