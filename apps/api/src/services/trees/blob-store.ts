import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { and, eq, inArray, lt, sql } from 'drizzle-orm';

import type { Queryable } from '../../db/client.ts';
import { blobs } from '../../db/schema/index.ts';
import type {
  ByteRange,
  ObjectBody,
  ObjectStorage,
} from '../../integrations/storage/object-storage.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import { mapConcurrently } from './concurrency.ts';
import { sha256Of, type BlobRef } from './manifest.ts';

/** Content-addressed bytes of organizations. What is put is immutable; never change bytes that were got. */
export interface BlobStore {
  /**
   * Stores what tells of files, such as a manifest, also where the organization's storage is used up: files can then
   * be deleted. `db` may be an open transaction, the bytes outlive its rollback unreferenced.
   */
  put(db: Queryable, orgId: string, bytes: Uint8Array): Promise<BlobRef>;
  /** Stores files, likewise. Throws `quota_exceeded`. */
  putMany(db: Queryable, orgId: string, items: readonly Uint8Array[]): Promise<BlobRef[]>;
  /** Stores a file that is not in memory, likewise; `open` gives them, and they must be those that `blob` names. */
  putStream(db: Queryable, orgId: string, blob: BlobRef, open: () => ObjectBody): Promise<void>;
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
/** How old a reference's date may grow before a put renews it; far below the grace of garbage collection. */
const REFERENCE_RENEWAL_MS = 3_600_000;

export function createBlobStore(deps: {
  storage: ObjectStorage;
  /** Memory for bytes that were lately put or got. */
  cacheMaxBytes: number;
  /** Asked before bytes are stored, and again when they are counted; see `QuotaRules`. */
  admitBytes?: QuotaRules['admitBytes'];
}): BlobStore {
  const { storage, admitBytes = () => Promise.resolve(false) } = deps;
  const cache = createBoundedCache<Uint8Array>({
    maxBytes: deps.cacheMaxBytes,
    bytesOf: (bytes) => bytes.byteLength,
  });

  const writeObjects = (orgId: string, items: readonly Item[]) =>
    mapConcurrently(items, CONCURRENT_OBJECTS, ({ sha, body }) =>
      storage.put(blobKey(orgId, sha), body()),
    );

  const storeMissing = async (db: Queryable, orgId: string, items: readonly Item[], what: What) => {
    const bytes = items.reduce((sum, { size }) => sum + size, 0);
    const isAsked = what === 'files' && bytes > 0;
    const isLimited = isAsked && (await admitBytes(db, orgId, bytes, false));
    await writeObjects(orgId, items);
    if (!isLimited) return upsertRows(db, orgId, items);
    await db.transaction(async (tx) => {
      await admitBytes(tx, orgId, bytes, true);
      await upsertRows(tx, orgId, items);
    });
  };

  /**
   * A row promises that the bytes are there. So the bytes go first; only a tombstoned row, whose bytes a
   * collector may be about to delete, is revived first, which waits for that collector and keeps it away.
   */
  const store = async (db: Queryable, orgId: string, items: readonly Item[], what: What) => {
    const known = await findRows(db, orgId, items);
    const missing = items.filter(({ sha }) => !known.has(sha));
    const tombstoned = items.filter(({ sha }) => known.get(sha)?.tombstonedAt);
    await storeMissing(db, orgId, missing, what);
    if (tombstoned.length > 0) {
      await db.transaction(async (tx) => {
        await upsertRows(tx, orgId, tombstoned);
        await writeObjects(orgId, tombstoned);
      });
    }
    const renewBefore = new Date(Date.now() - REFERENCE_RENEWAL_MS);
    const old = [...known.values()].filter((row) => row.lastReferencedAt < renewBefore);
    await renewRows(db, orgId, old, renewBefore);
  };

  const putAll = async (
    db: Queryable,
    orgId: string,
    all: readonly Uint8Array[],
    what: What,
  ): Promise<BlobRef[]> => {
    const items = all.map((bytes) => ({
      ...{ sha: sha256Of(bytes), size: bytes.byteLength, bytes },
      body: () => bytes,
    }));
    const distinct = new Map(items.map((item) => [item.sha, item]));
    // In one order everywhere, so that two transactions never wait for each other's rows.
    const ordered = [...distinct.values()].sort((a, b) => (a.sha < b.sha ? -1 : 1));
    await store(db, orgId, ordered, what);
    for (const { sha, bytes } of ordered) cache.set(blobKey(orgId, sha), bytes);
    return items.map(({ sha, size }) => ({ sha, size }));
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
    putMany: (db, orgId, items) => putAll(db, orgId, items, 'files'),
    async put(db, orgId, bytes) {
      const [blob] = await putAll(db, orgId, [bytes], 'what tells of files');
      return blob!;
    },
    putStream: (db, orgId, { sha, size }, body) => store(db, orgId, [{ sha, size, body }], 'files'),
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

type What = 'files' | 'what tells of files';

interface Item extends BlobRef {
  body: () => ObjectBody;
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

async function findRows(db: Queryable, orgId: string, items: readonly Item[]) {
  if (items.length === 0) return new Map<string, typeof blobs.$inferSelect>();
  const shas = items.map(({ sha }) => sha);
  const rows = await db
    .select()
    .from(blobs)
    .where(and(eq(blobs.orgId, orgId), inArray(blobs.sha256, shas)));
  return new Map(rows.map((row) => [row.sha256, row]));
}

async function upsertRows(db: Queryable, orgId: string, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return;
  await db
    .insert(blobs)
    .values(items.map(({ sha, size }) => ({ orgId, sha256: sha, size })))
    .onConflictDoUpdate({
      target: [blobs.orgId, blobs.sha256],
      set: { tombstonedAt: null, lastReferencedAt: sql`now()` },
    });
}

async function renewRows(
  db: Queryable,
  orgId: string,
  rows: readonly { sha256: string }[],
  renewBefore: Date,
): Promise<void> {
  if (rows.length === 0) return;
  const shas = rows.map(({ sha256 }) => sha256).sort();
  await db
    .update(blobs)
    .set({ lastReferencedAt: sql`now()` })
    .where(
      and(
        eq(blobs.orgId, orgId),
        inArray(blobs.sha256, shas),
        lt(blobs.lastReferencedAt, renewBefore),
      ),
    );
}
