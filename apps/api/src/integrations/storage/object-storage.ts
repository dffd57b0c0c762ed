import type { Readable } from 'node:stream';

/** What is stored: bytes at once, or a stream of them. */
export type ObjectBody = Uint8Array | AsyncIterable<Uint8Array>;

/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface ObjectInfo {
  key: string;
  size: number;
  modifiedAt: Date;
}

/**
 * Bytes under keys such as `cas/org_…/ab/abcd…`, in a local folder or in an S3-compatible service.
 * A store that cannot take or give bytes (full, read-only, unreachable) throws `unavailable`.
 */
export interface ObjectStorage {
  /** Stores all of the body or nothing, replacing what was there; it is durable when this resolves. */
  put(key: string, body: ObjectBody): Promise<void>;
  /** The object as a stream, or undefined where there is none. */
  get(key: string, range?: ByteRange): Promise<Readable | undefined>;
  /** The whole object in memory, or undefined where there is none. */
  getBytes(key: string): Promise<Uint8Array | undefined>;
  head(key: string): Promise<ObjectInfo | undefined>;
  /** Removes the object; one that is not there is as good as removed. */
  delete(key: string): Promise<void>;
  /** Every object whose key begins with the prefix, in no promised order. */
  list(prefix: string): AsyncIterable<ObjectInfo>;
}

const KEY_MAX_CHARS = 512;
const KEY_SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.-]*$/;

/** Throws for a key that could name anything but an object below the store's root. */
export function assertObjectKey(key: string): void {
  const valid =
    key.length <= KEY_MAX_CHARS && key.split('/').every((part) => KEY_SEGMENT.test(part));
  if (!valid) throw new Error(`invalid object key: ${JSON.stringify(key.slice(0, 100))}`);
}
