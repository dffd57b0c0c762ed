import { AppError } from '@promptly/common';

/** Lines up work by key, so that whoever asks for much of it at once waits in line and not on what all share. */
export interface Lanes {
  /**
   * Waits for a place in the lane of a key; what it returns gives the place back. Throws `rate_limited` where
   * too many wait already, and the signal's reason once it aborts.
   */
  enter(key: string, signal?: AbortSignal): Promise<() => void>;
  /** Does the work in the lane of a key. */
  run<T>(key: string, work: () => Promise<T>): Promise<T>;
}

/** Does the work in a lane, or at once where there are none: work within a transaction has its connection already. */
export function inLane<T>(
  lanes: Lanes | undefined,
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  return lanes ? lanes.run(key, work) : work();
}

interface Lane {
  running: number;
  /** Each ends the wait of one, in the order in which they came. */
  waiting: Set<() => void>;
}

const RETRY_AFTER_SECONDS = 2;

/** `maxRunning` and `maxWaiting` are for each key. */
export function createLanes(limits: { maxRunning: number; maxWaiting: number }): Lanes {
  const { maxRunning, maxWaiting } = limits;
  const lanes = new Map<string, Lane>();

  const enter: Lanes['enter'] = async (key, signal) => {
    signal?.throwIfAborted();
    const lane = lanes.get(key) ?? { running: 0, waiting: new Set() };
    lanes.set(key, lane);
    if (lane.running < maxRunning) lane.running += 1;
    else if (lane.waiting.size < maxWaiting) await turnIn(lane, signal);
    else throw tooMany(maxRunning + maxWaiting);
    let hasPlace = true;
    return () => {
      if (hasPlace) leave(key, lane);
      hasPlace = false;
    };
  };

  /** A place is handed on to the one who waited longest; it is free only where nobody waits. */
  function leave(key: string, lane: Lane): void {
    const [next] = lane.waiting;
    if (next) return next();
    lane.running -= 1;
    if (lane.running === 0) lanes.delete(key);
  }

  return {
    enter,
    async run(key, work) {
      const leave = await enter(key);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

function turnIn(lane: Lane, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      lane.waiting.delete(start);
      reject(signal?.reason as Error);
    };
    const start = () => {
      lane.waiting.delete(start);
      signal?.removeEventListener('abort', giveUp);
      resolve();
    };
    lane.waiting.add(start);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

function tooMany(max: number): AppError {
  return new AppError('rate_limited', `At most ${max} of these requests run or wait at once.`, {
    ...{ limit: 'requestsAtOnce', max },
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
