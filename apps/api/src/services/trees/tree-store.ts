import { AppError, normalizePath, type FileTree } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import type { BlobStore } from './blob-store.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { addFiles, assertWithinLimits } from './manifest-changes.ts';
import {
  decodeManifest,
  EMPTY_MANIFEST,
  encodeManifest,
  manifestOf,
  manifestTotals,
  sha256Of,
  type Manifest,
} from './manifest.ts';

/** A tree whose bytes are stored. `manifestSha` is its identity: equal trees, and only those, share it. */
export interface StoredTree {
  manifestSha: string;
  manifest: Manifest;
  fileCount: number;
  sizeBytes: number;
}

/** Whole file trees on top of the blob store. */
export interface TreeStore {
  /**
   * Stores every file and the manifest. Throws `invalid_path`, `path_taken` or `limit_exceeded` for a tree
   * that no project may have, and `quota_exceeded`. `db` may be an open transaction.
   */
  storeTree(db: Queryable, orgId: string, tree: FileTree): Promise<StoredTree>;
  /** Stores files for a manifest that is to have them. */
  storeFiles(db: Queryable, orgId: string, files: readonly Uint8Array[]): Promise<void>;
  /** Stores a manifest whose files are stored; throws `limit_exceeded`. `db` may be an open transaction. */
  storeManifest(db: Queryable, orgId: string, manifest: Manifest): Promise<StoredTree>;
  loadManifest(orgId: string, manifestSha: string): Promise<Manifest>;
  loadTree(orgId: string, manifestSha: string): Promise<FileTree>;
}

/** Rough memory of one decoded manifest entry: its path, its hash and the objects around them. */
const MANIFEST_ENTRY_BYTES = 300;

export function createTreeStore(deps: {
  blobs: BlobStore;
  manifestCacheMaxBytes: number;
}): TreeStore {
  const { blobs } = deps;
  const manifests = createBoundedCache<Manifest>({
    maxBytes: deps.manifestCacheMaxBytes,
    bytesOf: (manifest) => MANIFEST_ENTRY_BYTES * (manifest.size + 1),
  });

  const storeManifest: TreeStore['storeManifest'] = async (db, orgId, manifest) => {
    assertWithinLimits(manifest);
    const encoded = encodeManifest(manifest);
    const manifestSha = sha256Of(encoded);
    await blobs.put(db, orgId, encoded);
    manifests.set(`${orgId}/${manifestSha}`, manifest);
    return { manifestSha, manifest, ...manifestTotals(manifest) };
  };

  const loadManifest: TreeStore['loadManifest'] = async (orgId, manifestSha) => {
    const key = `${orgId}/${manifestSha}`;
    const cached = manifests.get(key);
    if (cached) return cached;
    const manifest = decodeManifest(await blobs.get(orgId, manifestSha));
    manifests.set(key, manifest);
    return manifest;
  };

  return {
    storeManifest,
    loadManifest,

    async storeFiles(db, orgId, files) {
      await blobs.putMany(db, orgId, files);
    },

    async storeTree(db, orgId, tree) {
      assertStorable(tree);
      const refs = await blobs.putMany(db, orgId, [...tree.values()]);
      const entries = Array.from(tree.keys(), (path, i) => [path, refs[i]!] as const);
      return storeManifest(db, orgId, manifestOf(entries));
    },

    async loadTree(orgId, manifestSha) {
      const manifest = await loadManifest(orgId, manifestSha);
      const bytes = await blobs.getMany(
        orgId,
        Array.from(manifest.values(), ({ sha }) => sha),
      );
      return new Map(Array.from(manifest, ([path, { sha }]) => [path, bytes.get(sha)!]));
    },
  };
}

/** All that can be refused is refused before a byte is stored. */
function assertStorable(tree: FileTree): void {
  for (const path of tree.keys()) assertNormalized(path);
  const sizes = Array.from(
    tree,
    ([path, { byteLength }]) => [path, { sha: '', size: byteLength }] as const,
  );
  assertWithinLimits(addFiles(EMPTY_MANIFEST, sizes));
}

function assertNormalized(path: string): void {
  const result = normalizePath(path);
  if (result.ok && result.path === path) return;
  throw new AppError('invalid_path', `${path} is not a path that a project may have.`, {
    path,
    ...(!result.ok && { fault: result.fault }),
  });
}
