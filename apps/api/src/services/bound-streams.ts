import type { Readable } from 'node:stream';
import { finished } from 'node:stream';

import { AppError } from '@promptly/common';

import { abortWithin } from '../abort-within.ts';
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

/** Who asks for a stream. */
export interface StreamClient {
  ip: string | null;
  /** Aborts once nobody is there to read it any more. */
  gone: AbortSignal;
}

/** Objects of a storage for whoever has their address, so many at once. */
export interface BoundStreams {
  /**
   * As `ObjectStorage.get`, once there is a place for the client. Throws `rate_limited` where it waits in vain, and the
   * reason of `gone` once that aborts: who left takes no place.
   */
  get(
    key: string,
    range: ByteRange | undefined,
    client: StreamClient,
  ): Promise<Readable | undefined>;
}

/** What strangers download by an address: they leave a bucket that has fifty connections most of them. */
export const DOWNLOADS_FROM_BUCKET: StreamLimits = {
  maxOpen: 20,
  maxOpenPerClient: 4,
  maxWaiting: 200,
  maxWaitingPerClient: 40,
  maxWaitMs: 10_000,
};

/** A folder asks for no connections, but for a file that is open: a few slow readers must not fill it. */
export const DOWNLOADS_FROM_FOLDER: StreamLimits = { ...DOWNLOADS_FROM_BUCKET, maxOpen: 400 };

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

  const ofClient = { limit: 'downloadsAtOncePerClient', max: limits.maxOpenPerClient };
  const ofAll = { limit: 'downloadsAtOnce', max: limits.maxOpen };

  /** Of the client first: what it has waiting takes none of the places where everybody waits. */
  const enter = async ({ ip, gone }: StreamClient) => {
    const signal = abortWithin(limits.maxWaitMs, gone);
    const refuse = (full: FullLane) => () => {
      gone.throwIfAborted();
      throw tooMany(full);
    };
    const leaveClient = await clients.enter(clientNetwork(ip), signal).catch(refuse(ofClient));
    try {
      const leaveAll = await all.enter('streams', signal).catch(refuse(ofAll));
      return () => {
        leaveAll();
        leaveClient();
      };
    } catch (error) {
      leaveClient();
      throw error;
    }
  };

  return {
    async get(key, range, client) {
      const leave = await enter(client);
      let body: Readable | undefined;
      try {
        client.gone.throwIfAborted();
        body = await storage.get(key, range);
      } finally {
        if (!body) leave();
      }
      if (body) finished(body, leave);
      return body;
    },
  };
}

interface FullLane {
  limit: string;
  max: number;
}

function tooMany(full: FullLane): AppError {
  const message = 'Too many downloads are under way: try again in a moment.';
  return new AppError('rate_limited', message, {
    ...full,
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
