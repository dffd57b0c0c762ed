import type { Readable } from 'node:stream';
import { finished } from 'node:stream';

import { AppError } from '@promptly/common';

import type { ByteRange, ObjectStorage } from '../integrations/storage/object-storage.ts';
import { clientNetwork } from './client-network.ts';
import { createLanes } from './lanes.ts';

export interface StreamLimits {
  /** Streams that are open at once. */
  maxOpen: number;
  /** Of them, those of one client. */
  maxOpenPerClient: number;
  maxWaiting: number;
  maxWaitingPerClient: number;
  /** For a stream to end. */
  maxWaitMs: number;
}

/** Objects of a storage for whoever has their address, so many at once. */
export interface BoundStreams {
  /**
   * As `ObjectStorage.get`, once there is a place for a client at this address. Throws `rate_limited` where it waits in
   * vain.
   */
  get(key: string, range: ByteRange | undefined, ip: string | null): Promise<Readable | undefined>;
}

/** What strangers download by an address: they leave a storage that has fifty connections most of them. */
export const DOWNLOADS_OF_STRANGERS: StreamLimits = {
  maxOpen: 20,
  maxOpenPerClient: 4,
  maxWaiting: 200,
  maxWaitingPerClient: 40,
  maxWaitMs: 10_000,
};

const RETRY_AFTER_SECONDS = 10;

/** Streams so many objects at once, and for one client less, so that it leaves some to others: more wait for an end. */
export function boundStreams(
  storage: Pick<ObjectStorage, 'get'>,
  limits: StreamLimits,
): BoundStreams {
  const clients = createLanes({
    maxRunning: limits.maxOpenPerClient,
    maxWaiting: limits.maxWaitingPerClient,
  });
  const all = createLanes({ maxRunning: limits.maxOpen, maxWaiting: limits.maxWaiting });

  /** Of the client first: what it has waiting takes none of the places where everybody waits. */
  const enterBoth = async (ip: string | null, signal: AbortSignal) => {
    const leaveClient = await clients.enter(clientNetwork(ip), signal);
    try {
      const leaveAll = await all.enter('streams', signal);
      return () => {
        leaveAll();
        leaveClient();
      };
    } catch (error) {
      leaveClient();
      throw error;
    }
  };

  const enter = (ip: string | null) => {
    const signal = AbortSignal.timeout(limits.maxWaitMs);
    return enterBoth(ip, signal).catch((error: unknown) => {
      if (!signal.aborted) throw error;
      const message = 'Too many downloads are under way: try again in a moment.';
      throw new AppError('rate_limited', message, {
        ...{ limit: 'downloadsAtOnce', max: limits.maxOpenPerClient },
        retryAfterSeconds: RETRY_AFTER_SECONDS,
      });
    });
  };

  return {
    async get(key, range, ip) {
      const leave = await enter(ip);
      let body: Readable | undefined;
      try {
        body = await storage.get(key, range);
      } finally {
        if (!body) leave();
      }
      if (body) finished(body, leave);
      return body;
    },
  };
}
