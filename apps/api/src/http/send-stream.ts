import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Response } from 'express';

/** How slow a reader may be, as it holds a connection to the storage. */
export interface Patience {
  /** Without a byte that the reader took. */
  idleMs: number;
  /** From one look at how many bytes the reader took to the next. */
  intervalMs: number;
  /** That the reader takes in each interval at least, on average; what it took before does not count. */
  minBytesPerSecond: number;
}

export const PATIENCE: Patience = {
  ...{ idleMs: 30_000, intervalMs: 60_000 },
  minBytesPerSecond: 16 * 1024,
};

/** So few that what a connection was given is about what its reader took. */
const PIECE_MAX_BYTES = 64 * 1024;

/**
 * Sends a stream until the answer is over, by whichever end. Whoever hangs up in the middle has got what they wanted,
 * which is no fault of ours. A reader that takes nothing for a while, or a trickle, is cut off.
 */
export async function sendStream(
  body: Readable,
  res: Response,
  over: AbortSignal,
  { idleMs, intervalMs, minBytesPerSecond }: Patience = PATIENCE,
): Promise<void> {
  // The connection: an answer that waits behind another one of it could not end it.
  const cutOff = () => res.req.socket.destroy();
  res.setTimeout(idleMs, cutOff);
  const minBytes = (minBytesPerSecond * intervalMs) / 1_000;
  let taken = 0;
  const looks = setInterval(() => {
    // Not where it is the storage that is slow, or an answer before this one on the same connection.
    if (taken < minBytes && res.socket && res.writableNeedDrain) cutOff();
    taken = 0;
  }, intervalMs);
  const pieces = inPieces(body, (bytes) => (taken += bytes));
  try {
    await Promise.race([pipeline(pieces, res), untilAborted(over)]);
  } catch (error) {
    const isGone =
      error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (!isGone || !res.destroyed) throw error;
  } finally {
    clearInterval(looks);
    body.destroy();
  }
}

async function* inPieces(
  body: AsyncIterable<Uint8Array>,
  onTaken: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    for (let at = 0; at < chunk.byteLength; at += PIECE_MAX_BYTES) {
      const piece = chunk.subarray(at, at + PIECE_MAX_BYTES);
      yield piece;
      onTaken(piece.byteLength);
    }
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
