import type { Readable } from 'node:stream';

import type { ByteRange } from '../integrations/storage/object-storage.ts';
import type { BoundStreams } from './bound-streams.ts';

/** Bytes that an address leads to. */
export interface Download {
  fileName: string;
  mediaType: string;
  size: number;
  /** Of all the bytes, hexadecimal. */
  sha256: string;
  /** For a client at this address, which waits where it has many open already. */
  open(range: ByteRange | undefined, ip: string | null): Promise<Readable>;
}

/** Opens what a row says is stored under a key; throws where the storage has lost it. */
export function opensStored(streams: BoundStreams, key: string): Download['open'] {
  return async (range, ip) => {
    const body = await streams.get(key, range, ip);
    if (!body) throw new Error(`${key} is gone from the storage`);
    return body;
  };
}
