import type { Readable } from 'node:stream';

import type { ByteRange } from '../integrations/storage/object-storage.ts';
import type { BoundStreams, StreamClient } from './bound-streams.ts';

/** Bytes that an address leads to. */
export interface Download {
  fileName: string;
  mediaType: string;
  size: number;
  /** Of all the bytes, hexadecimal. */
  sha256: string;
  /** For a client that waits where it has many open already. Throws as `BoundStreams.get`. */
  open(range: ByteRange | undefined, client: StreamClient): Promise<Readable>;
}

/** Opens what a row says is stored under a key; throws where the storage has lost it. */
export function opensStored(streams: BoundStreams, key: string): Download['open'] {
  return async (range, client) => {
    const body = await streams.get(key, range, client);
    if (!body) throw new Error(`${key} is gone from the storage`);
    return body;
  };
}
