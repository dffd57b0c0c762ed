import { join } from 'node:path';

import type { Config } from '../config.ts';
import { createLocalFolderStorage } from '../integrations/storage/local-folder.ts';
import type { ObjectStorage } from '../integrations/storage/object-storage.ts';
import { createS3Storage } from '../integrations/storage/s3.ts';

/** Gives the work the object storage of the settings. */
export async function withStorage<T>(
  config: Config,
  work: (storage: ObjectStorage) => Promise<T>,
): Promise<T> {
  const bucket = config.s3 && createS3Storage(config.s3);
  try {
    return await work(bucket ?? createLocalFolderStorage(join(config.dataDir, 'storage')));
  } finally {
    bucket?.close();
  }
}
