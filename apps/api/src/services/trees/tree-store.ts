import { AppError, normalizePath, type FileTree } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
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
import type { Room } from './store-blobs.ts';

/** A tree whose bytes are stored. `manifestSha` is its identity: equal trees, and only those, share it. */
export interface StoredTree {
  manifestSha: string;
  manifest: Manifest;
  fileCount: number;
  sizeBytes: number;
}

/** Whole file trees on top of the blob store: in a transaction, nothing is stored, and `StoreFirst` thrown. */
export interface TreeStore extends Pick<BlobStore, 'storingFirst'> {
  /**
   * Stores every file and the manifest. Throws `invalid_path`, `path_taken` or `limit_exceeded` for a tree
   * that no project may have, and `quota_exceeded`.
   */
  storeTree(db: Queryable, orgId: string, tree: FileTree): Promise<StoredTree>;
  /**
   * Stores a manifest, with those of its files that are not stored yet; throws `limit_exceeded` and `quota_exceeded`.
   * `room` is that of the manifest, in the quota's allowance where it is not said.
   */
  storeManifest(
    db: Queryable,
    orgId: string,
    manifest: Manifest,
    newFiles?: readonly Uint8Array[],
    room?: Room,
  ): Promise<StoredTree>;
  /** Stores files for a manifest that is to have them. */
  storeFiles(db: Queryable, orgId: string, files: readonly Uint8Array[]): Promise<void>;
  /** A tree that is stored already; a transaction that is to refer to it keeps it first. */
  storedTree(orgId: string, manifestSha: string): Promise<StoredTree>;
  /** As `BlobStore.keep`, of the manifest and all files. */
  keepTree(tx: Transaction, orgId: string, tree: StoredTree): Promise<void>;
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

  const storeManifest: TreeStore['storeManifest'] = async (
    db,
    orgId,
    manifest,
    newFiles = [],
    room = 'allowance',
  ) => {
    assertWithinLimits(manifest);
    const encoded = encodeManifest(manifest);
    const manifestSha = sha256Of(encoded);
    await blobs.putMany(db, orgId, newFiles, { bytes: encoded, room });
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
    storingFirst: (db, work) => blobs.storingFirst(db, work),

    async storeFiles(db, orgId, files) {
      await blobs.putMany(db, orgId, files);
    },

    async storeTree(db, orgId, tree) {
      assertStorable(tree);
      const entries = Array.from(
        tree,
        ([path, bytes]) => [path, { sha: sha256Of(bytes), size: bytes.byteLength }] as const,
      );
      return storeManifest(db, orgId, manifestOf(entries), [...tree.values()]);
    },
    async storedTree(orgId, manifestSha) {
      const manifest = await loadManifest(orgId, manifestSha);
      return { manifestSha, manifest, ...manifestTotals(manifest) };
    },
    keepTree: (tx, orgId, { manifestSha, manifest }) =>
      blobs.keep(tx, orgId, [manifestSha, ...Array.from(manifest.values(), ({ sha }) => sha)]),

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
