import { join } from 'node:path';

import type { Config } from './config.ts';
import { createLocalFolderStorage, TEMPORARY_FOLDER } from './integrations/storage/local-folder.ts';
import { measureStorage } from './integrations/storage/measured-storage.ts';
import type { ObjectStorage } from './integrations/storage/object-storage.ts';
import { createS3Storage } from './integrations/storage/s3.ts';
import type { Logger } from './observability/logger.ts';
import type { Metrics } from './observability/metrics.ts';
import {
  boundStreams,
  DOWNLOADS_FROM_BUCKET,
  DOWNLOADS_FROM_FOLDER,
  type BoundStreams,
} from './services/bound-streams.ts';
import type { QuotaRules } from './services/quotas/quota-rules.ts';
import { createBlobStore, type BlobStore } from './services/trees/blob-store.ts';
import { createTreeStore, type TreeStore } from './services/trees/tree-store.ts';

/** Where bytes lie, and what looks after them. */
export interface StorageParts {
  storage: ObjectStorage;
  /** Of it, what strangers are sent: only so much at once. */
  downloads: BoundStreams;
  blobs: BlobStore;
  /** For work that reads everything once. */
  uncachedBlobs: BlobStore;
  trees: TreeStore;
  /** Folder for files while they are received. */
  uploadDir: string;
  /** All folders in which files are only while they are received or written. */
  temporaryDirs: readonly string[];
  close(): void;
}

const MIB = 1024 * 1024;
const BLOB_CACHE_MAX_BYTES = 64 * MIB;
const MANIFEST_CACHE_MAX_BYTES = 16 * MIB;

export function createStorageParts(deps: {
  config: Config;
  metrics: Metrics;
  log: Pick<Logger, 'warn'>;
  quotaRules: Pick<QuotaRules, 'admitBytes'>;
}): StorageParts {
  const { config, metrics, log, quotaRules } = deps;
  const root = join(config.dataDir, 'storage');
  const uploadDir = join(config.dataDir, 'tmp');
  const bucket = config.s3 && createS3Storage(config.s3);
  const storage = measureStorage(
    bucket ?? createLocalFolderStorage(root),
    metrics.parts.observeStorage,
  );
  const blobs = createBlobStore({
    ...{ storage, cacheMaxBytes: BLOB_CACHE_MAX_BYTES },
    limit: {
      admitBytes: quotaRules.admitBytes,
      onLeftBehind: (error, orgId) =>
        log.warn({ err: error, orgId }, 'what a refused put wrote was not deleted'),
    },
  });
  return {
    ...{ storage, blobs, uploadDir },
    downloads: boundStreams(storage, bucket ? DOWNLOADS_FROM_BUCKET : DOWNLOADS_FROM_FOLDER),
    uncachedBlobs: createBlobStore({ storage, cacheMaxBytes: 0 }),
    trees: createTreeStore({ blobs, manifestCacheMaxBytes: MANIFEST_CACHE_MAX_BYTES }),
    temporaryDirs: [uploadDir, join(root, TEMPORARY_FOLDER)],
    close: () => bucket?.close(),
  };
}
