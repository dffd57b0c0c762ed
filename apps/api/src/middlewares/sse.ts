import type { Response } from 'express';

import { overSignal } from './over-signal.ts';

export interface ServerEvent {
  /** Comes back as `Last-Event-ID` when the client connects again. */
  id?: string | number;
  event: string;
  data: unknown;
}

export interface EventStream {
  /**
   * Writes one event, and waits while the client has not taken the ones before. False once the stream
   * is over: the client left, was too slow, or the program stops.
   */
  send(event: ServerEvent): Promise<boolean>;
  /** Aborts when the stream is over, whoever ended it. */
  readonly closed: AbortSignal;
  end(): void;
}

export interface EventStreamOptions {
  /** The program stops: streams end, so that clients go to another process or come back later. */
  stopping: AbortSignal;
  /**
   * Asked with each heartbeat: the stream ends when the client has lost its right to it. Never rejects, and is true
   * where that cannot be found out just now.
   */
  mayStay?: () => Promise<boolean>;
  heartbeatMs: number;
  /** How long a client may leave written events untaken. */
  slowClientMs?: number;
  maxBufferedBytes?: number;
}

/** Clients wait this long before they connect again. */
const RETRY_MS = 1_000;

/** Up to a quarter sooner, by a number from 0 to 1: streams that began together do not all beat at once. */
export function spreadBeatMs(heartbeatMs: number, random: number): number {
  return heartbeatMs * (1 - random / 4);
}

/** Turns an answer into an event stream, with its headers, heartbeat and limits. */
export function openEventStream(res: Response, options: EventStreamOptions): EventStream {
  const { heartbeatMs, slowClientMs = 30_000, maxBufferedBytes = 1024 * 1024 } = options;
  const over = new AbortController();

  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    // nginx holds answers back without it.
    'X-Accel-Buffering': 'no',
  });
  res.write(`retry: ${RETRY_MS}\n\n`);
  const beatMs = spreadBeatMs(heartbeatMs, Math.random());
  const heartbeat = setInterval(() => {
    res.write(': still here\n\n');
    void options.mayStay?.().then((stays) => stays || end());
  }, beatMs);
  options.stopping.addEventListener('abort', end, { once: true });
  const left = overSignal(res);
  left.addEventListener('abort', close, { once: true });
  if (options.stopping.aborted || left.aborted) end();

  return { send, closed: over.signal, end };

  async function send({ id, event, data }: ServerEvent): Promise<boolean> {
    if (over.signal.aborted) return false;
    const idLine = id === undefined ? '' : `id: ${id}\n`;
    const hasRoom = res.write(`${idLine}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    if (!hasRoom && res.writableLength > maxBufferedBytes) await drained();
    return !over.signal.aborted;
  }

  /** Waits for a slow client, and gives up on one that takes nothing: it can resume where it was. */
  function drained(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => res.destroy(), slowClientMs);
      const done = () => {
        clearTimeout(timer);
        resolve();
      };
      res.once('drain', done);
      over.signal.addEventListener('abort', done, { once: true });
    });
  }

  function end(): void {
    if (!res.writableEnded) res.end();
    close();
  }

  function close(): void {
    clearInterval(heartbeat);
    options.stopping.removeEventListener('abort', end);
    over.abort();
  }
}
