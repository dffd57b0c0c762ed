import { AppError } from '@promptly/common';

import type { Lanes } from '../lanes.ts';
import { callingGithub } from './refusals.ts';

interface Timeouts {
  /** How long somebody waits for their turn. */
  laneMs: number;
  /** For all of it, the wait as well: below the minute after which proxies give up on an answer. */
  totalMs: number;
}

const TIMEOUTS: Timeouts = { laneMs: 20_000, totalMs: 55_000 };
const RETRY_AFTER_SECONDS = 5;

/**
 * Does what calls GitHub in the lane of a key, until the signal aborts. Throws what a caller may know of GitHub's
 * failures, `busy` to who waits too long for those before them, and `rate_limited` where too many wait.
 */
export async function callingGithubInLane<T>(
  lanes: Lanes | undefined,
  key: string,
  work: (signal: AbortSignal) => Promise<T>,
  { laneMs, totalMs }: Timeouts = TIMEOUTS,
): Promise<T> {
  const signal = AbortSignal.timeout(totalMs);
  const leave = await enterWithin(lanes, key, laneMs);
  try {
    return await callingGithub(() => work(signal));
  } finally {
    leave?.();
  }
}

async function enterWithin(
  lanes: Lanes | undefined,
  key: string,
  timeoutMs: number,
): Promise<(() => void) | undefined> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    return await lanes?.enter(key, signal);
  } catch (error) {
    if (error instanceof AppError || !signal.aborted) throw error;
    throw new AppError('busy', 'Others exchange files with GitHub here: try again in a moment.', {
      retryAfterSeconds: RETRY_AFTER_SECONDS,
    });
  }
}
