import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { AppError } from '@promptly/common';

import type { Database, Queryable, Transaction } from '../../db/client.ts';
import type {
  ByteRange,
  ObjectBody,
  ObjectStorage,
} from '../../integrations/storage/object-storage.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { keepRows } from './blob-rows.ts';
import { mapConcurrently } from './concurrency.ts';
import { sha256Of, type BlobRef } from './manifest.ts';
import {
  storeItems,
  storingFirst,
  type BlobItem,
  type Room,
  type StoredBytesLimit,
} from './store-blobs.ts';

/**
 * Content-addressed bytes of organizations. What is put is immutable; never change bytes that were got. In a
 * transaction a put stores nothing: it throws `StoreFirst` unless the bytes are there, see `storingFirst`.
 */
export interface BlobStore {
  /** Stores files within the quota, and what tells of them where it finds room. Throws `quota_exceeded`. */
  putMany(
    db: Queryable,
    orgId: string,
    files: readonly Uint8Array[],
    about?: { bytes: Uint8Array; room: Room },
  ): Promise<BlobRef[]>;
  /** Stores what tells of files, such as a manifest, within the quota's allowance. Throws `quota_exceeded`. */
  put(db: Queryable, orgId: string, bytes: Uint8Array): Promise<BlobRef>;
  /** Stores a file that is not in memory; `open` gives its bytes, and they must be those that `blob` names. */
  putStream(db: Queryable, orgId: string, blob: BlobRef, open: () => ObjectBody): Promise<void>;
  /** Does work in transactions, and between its tries stores what it finds not to be stored. Throws `busy`. */
  storingFirst<T>(db: Database, work: () => Promise<T>): Promise<T>;
  /**
   * For a transaction that is to refer to bytes which it did not put: no collector takes them before it ends. Throws
   * `conflict` where one took them already, and `quota_exceeded` where they did not count any more and find no room.
   */
  keep(tx: Transaction, orgId: string, shas: Iterable<string>): Promise<void>;
  /** The bytes, or some of them, bit by bit; checked at their end when they are whole. Throws as `get`. */
  open(orgId: string, sha: string, range?: ByteRange): Promise<Readable>;
  /** Throws `BlobUnreadableError` when the bytes are gone or are not those that the hash names. */
  get(orgId: string, sha: string): Promise<Uint8Array>;
  /** sha → bytes of each. */
  getMany(orgId: string, shas: Iterable<string>): Promise<Map<string, Uint8Array>>;
}

/** Stored bytes that a revision counts on cannot be had: the storage lost or changed them. */
export class BlobUnreadableError extends Error {
  override readonly name = 'BlobUnreadableError';

  constructor(
    readonly key: string,
    readonly reason: 'missing' | 'damaged',
  ) {
    super(`the stored bytes ${key} are ${reason}`);
  }
}

/** The key under which an organization's bytes are stored. */
export function blobKey(orgId: string, sha: string): string {
  return `cas/${orgId}/${sha.slice(0, 2)}/${sha}`;
}

const CONCURRENT_OBJECTS = 16;
const UNLIMITED: StoredBytesLimit = {
  admitBytes: () => Promise.resolve(false),
  onLeftBehind: () => undefined,
};

export function createBlobStore(deps: {
  storage: ObjectStorage;
  /** Memory for bytes that were lately put or got. */
  cacheMaxBytes: number;
  /** Nothing is limited without. */
  limit?: StoredBytesLimit;
}): BlobStore {
  const { storage, limit = UNLIMITED } = deps;
  const cache = createBoundedCache<Uint8Array>({
    maxBytes: deps.cacheMaxBytes,
    bytesOf: (bytes) => bytes.byteLength,
  });

  const forStoring = { storage, keyOf: blobKey, ...limit };

  const putAll = async (db: Queryable, orgId: string, all: readonly Readied[]) => {
    const distinct = new Map(all.map((item) => [item.sha, item]));
    // Those of files, where the same bytes are both.
    for (const item of all) if (item.room === 'quota') distinct.set(item.sha, item);
    // In one order everywhere, so that two transactions never wait for each other's rows.
    const ordered = [...distinct.values()].sort((a, b) => (a.sha < b.sha ? -1 : 1));
    await storeItems(forStoring, db, orgId, ordered);
    for (const { sha, bytes } of ordered) cache.set(blobKey(orgId, sha), bytes);
    return all.map(({ sha, size }) => ({ sha, size }));
  };

  const get: BlobStore['get'] = async (orgId, sha) => {
    const key = blobKey(orgId, sha);
    const cached = cache.get(key);
    if (cached) return cached;
    const bytes = await storage.getBytes(key);
    if (!bytes) throw new BlobUnreadableError(key, 'missing');
    if (sha256Of(bytes) !== sha) throw new BlobUnreadableError(key, 'damaged');
    cache.set(key, bytes);
    return bytes;
  };

  return {
    async putMany(db, orgId, files, about) {
      const all = files.map((bytes) => readied(bytes, 'quota'));
      return putAll(db, orgId, about ? [...all, readied(about.bytes, about.room)] : all);
    },
    async put(db, orgId, bytes) {
      const [blob] = await putAll(db, orgId, [readied(bytes, 'allowance')]);
      return blob!;
    },
    putStream: (db, orgId, { sha, size }, body) =>
      storeItems(forStoring, db, orgId, [{ sha, size, room: 'quota', body }]),
    storingFirst: (db, work) => storingFirst(forStoring, db, work),
    async keep(tx, orgId, shas) {
      if (await keepRows(tx, orgId, [...new Set(shas)].sort(), limit.admitBytes)) return;
      throw new AppError('conflict', 'Some of these files were deleted at this moment: try again.');
    },
    async open(orgId, sha, range) {
      const key = blobKey(orgId, sha);
      const cached = cache.get(key);
      if (cached) return Readable.from([cached.subarray(range?.start, range?.end)]);
      const stream = await storage.get(key, range);
      if (!stream) throw new BlobUnreadableError(key, 'missing');
      return range ? stream : Readable.from(checked(stream, { key, sha }));
    },
    get,
    async getMany(orgId, shas) {
      const distinct = [...new Set(shas)];
      const found = await mapConcurrently(distinct, CONCURRENT_OBJECTS, async (sha) => {
        return [sha, await get(orgId, sha)] as const;
      });
      return new Map(found);
    },
  };
}

type Readied = BlobItem & { bytes: Uint8Array };

function readied(bytes: Uint8Array, room: Room): Readied {
  return { sha: sha256Of(bytes), size: bytes.byteLength, room, bytes, body: () => bytes };
}

/** Passes bytes on, the last of them only when all of them are those that the hash names. */
async function* checked(
  stream: AsyncIterable<Uint8Array>,
  { key, sha }: { key: string; sha: string },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let last: Uint8Array | undefined;
  for await (const chunk of stream) {
    if (last) yield last;
    hash.update(chunk);
    last = chunk;
  }
  if (hash.digest('hex') !== sha) throw new BlobUnreadableError(key, 'damaged');
  if (last) yield last;
}
