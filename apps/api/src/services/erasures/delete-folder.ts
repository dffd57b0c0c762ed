import type { ObjectStorage } from '../../integrations/storage/object-storage.ts';
import { mapConcurrently } from '../trees/concurrency.ts';

const AT_ONCE = 16;

/** Deletes every object whose key begins with the prefix. */
export async function deleteFolder(storage: ObjectStorage, prefix: string): Promise<void> {
  let batch: string[] = [];
  const flush = async () => {
    await mapConcurrently(batch, AT_ONCE, (key) => storage.delete(key));
    batch = [];
  };
  for await (const { key } of storage.list(prefix)) {
    batch.push(key);
    if (batch.length >= AT_ONCE * 16) await flush();
  }
  await flush();
}
