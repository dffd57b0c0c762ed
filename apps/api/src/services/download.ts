import type { Readable } from 'node:stream';

import type { ByteRange, ObjectStorage } from '../integrations/storage/object-storage.ts';

/** Bytes that an address leads to. */
export interface Download {
  fileName: string;
  mediaType: string;
  size: number;
  /** Of all the bytes, hexadecimal. */
  sha256: string;
  open(range?: ByteRange): Promise<Readable>;
}

/** Opens what a row says is stored under a key; throws where the storage has lost it. */
export function opensStored(storage: ObjectStorage, key: string): Download['open'] {
  return async (range) => {
    const body = await storage.get(key, range);
    if (!body) throw new Error(`${key} is gone from the storage`);
    return body;
  };
}
