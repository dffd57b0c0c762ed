import { type JobEvent, parseJobEvent } from '@promptly/common';
import { createParser, type EventSourceMessage } from 'eventsource-parser';

import { type AuthorizedFetch } from './authorized-fetch.ts';
import { ApiError } from './errors.ts';

export interface StreamJobEventsInput {
  jobId: string;
  /** The last event that the caller has; the stream begins after it. 0 when left out. */
  lastSeq?: number;
  signal?: AbortSignal;
  /** Told when the stream is cut (false) and when it flows again (true). */
  onConnection?: (connected: boolean) => void;
}

/**
 * Follows a job to its end: yields each event once and in order, whatever happens to the connection, and ends after `done`.
 * Throws ApiError where the API refuses the stream; ends without an error when the signal aborts.
 */
export type StreamJobEvents = (input: StreamJobEventsInput) => AsyncGenerator<JobEvent, void, void>;

export interface StreamSource {
  baseUrl: string;
  fetch: AuthorizedFetch;
  headers?: Record<string, string>;
  credentials?: RequestCredentials;
  firstBackoffMs?: number;
}

const FIRST_BACKOFF_MS = 250;
const MAX_BACKOFF_MS = 10_000;
/** A server that asks for more is tried again after this all the same: someone is watching. */
const MAX_ASKED_MS = 120_000;
/** The server sends a heartbeat well within this; silence means that the connection is dead. */
const SILENCE_MS = 45_000;

export function streamJobEvents(source: StreamSource): StreamJobEvents {
  const firstBackoffMs = source.firstBackoffMs ?? FIRST_BACKOFF_MS;

  return async function* ({ jobId, lastSeq = 0, signal, onConnection }) {
    let seen = lastSeq;
    let backoffMs = firstBackoffMs;
    while (!signal?.aborted) {
      let askedMs = 0;
      try {
        for await (const message of connect(source, jobId, seen, signal)) {
          if (message === 'open') {
            onConnection?.(true);
            continue;
          }
          const event = jobEventOf(message);
          if (!event || event.seq <= seen) continue;
          seen = event.seq;
          backoffMs = firstBackoffMs;
          yield event;
          if (event.type === 'done') return;
        }
      } catch (error) {
        if (signal?.aborted) return;
        if (isFinal(error)) throw error;
        askedMs = askedDelayMs(error);
      }
      onConnection?.(false);
      await pause(Math.max(backoffMs, askedMs), signal);
      backoffMs = Math.min(backoffMs * 2, MAX_BACKOFF_MS);
    }
  };
}

/** One connection: says `open` once it is accepted, then gives its messages until it ends, breaks or falls silent. */
async function* connect(
  source: StreamSource,
  jobId: string,
  lastSeq: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<'open' | EventSourceMessage, void, void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const headers = new Headers({ ...source.headers, accept: 'text/event-stream' });
  if (lastSeq > 0) headers.set('last-event-id', String(lastSeq));
  try {
    const response = await source.fetch(
      new Request(`${source.baseUrl}/api/v1/stream/codegen/${encodeURIComponent(jobId)}`, {
        headers,
        credentials: source.credentials,
        cache: 'no-store',
        signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
      }),
    );
    if (!response.body) return;
    yield 'open';
    const messages: EventSourceMessage[] = [];
    const parser = createParser({ onEvent: (message) => messages.push(message) });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      parser.feed(chunk.value);
      yield* messages.splice(0);
    }
  } finally {
    clearTimeout(timer);
    // Leaving early, after `done` for one, must not keep the connection.
    silence.abort();
  }
}

/** An event that this client does not know (a newer server's) or cannot read is passed over. */
function jobEventOf(message: EventSourceMessage): JobEvent | null {
  const seq = Number(message.id);
  if (!Number.isSafeInteger(seq) || message.event === undefined) return null;
  try {
    return parseJobEvent(seq, message.event, JSON.parse(message.data));
  } catch {
    return null;
  }
}

/** Refusals do not pass with time, unless they say so. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429;
}

/** How long the server asks to be left alone. */
function askedDelayMs(error: unknown): number {
  return error instanceof ApiError ? Math.min(error.retryAfterMs ?? 0, MAX_ASKED_MS) : 0;
}

function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const finish = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, delayMs);
    signal?.addEventListener('abort', finish);
  });
}
