import type { Readable } from 'node:stream';
import { finished } from 'node:stream';

import { AppError } from '@promptly/common';

import type { ObjectStorage } from '../integrations/storage/object-storage.ts';
import { createLanes } from './lanes.ts';

export interface StreamLimits {
  /** Streams that are open at once. */
  maxOpen: number;
  maxWaiting: number;
  /** For a stream to end. */
  maxWaitMs: number;
}

/** What strangers download by an address: they leave a storage that has fifty connections most of them. */
export const DOWNLOADS_OF_STRANGERS: StreamLimits = {
  maxOpen: 20,
  maxWaiting: 200,
  maxWaitMs: 10_000,
};

const RETRY_AFTER_SECONDS = 10;

/**
 * The same storage, of which so many objects are streamed at once: more of them wait for one of those to end. Then `get`
 * throws `rate_limited` where it waits in vain.
 */
export function boundStreams(storage: ObjectStorage, limits: StreamLimits): ObjectStorage {
  const lanes = createLanes({ maxRunning: limits.maxOpen, maxWaiting: limits.maxWaiting });

  const enter = async () => {
    const signal = AbortSignal.timeout(limits.maxWaitMs);
    return lanes.enter('streams', signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      const message = 'Too many downloads are under way: try again in a moment.';
      throw new AppError('rate_limited', message, {
        ...{ limit: 'downloadsAtOnce', max: limits.maxOpen },
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    });
  };

  return {
    async get(key, range) {
      const leave = await enter();
      let body: Readable | undefined;
      try {
        body = await storage.get(key, range);
      } finally {
        if (!body) leave();
      }
      if (body) finished(body, leave);
      return body;
    },
    put: (key, body) => storage.put(key, body),
    getBytes: (key) => storage.getBytes(key),
    head: (key) => storage.head(key),
    delete: (key) => storage.delete(key),
    list: (prefix) => storage.list(prefix),
  };
}
