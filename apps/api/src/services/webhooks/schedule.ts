const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** From each attempt to the next; the first one is made at once. Some 75 hours in all. */
const DELAYS_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];
/** A delay is longer by at most this part of it: receivers that came back are not met by all at once. */
const JITTER = 0.1;
/** How long a receiver can put off the next attempt. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

export interface FailedAttempt {
  /** Attempts until now, this one among them. */
  tries: number;
  at: Date;
  /** What the receiver asked for. */
  retryAfterMs: number | null;
}

/** When to try again; null after the last attempt. `random` is in [0, 1). */
export function nextAttempt(
  { tries, at, retryAfterMs }: FailedAttempt,
  random: () => number,
): Date | null {
  const delayMs = DELAYS_MS[tries - 1];
  if (delayMs === undefined) return null;
  const spreadMs = delayMs * (1 + JITTER * random());
  const askedMs = Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
  return new Date(at.getTime() + Math.round(Math.max(spreadMs, askedMs)));
}

/** `Retry-After` as seconds or as a date; null for what is neither, or not later than now. */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  const text = header.trim();
  const ms = /^\d{1,10}$/.test(text)
    ? Number(text) * SECOND_MS
    : new Date(text).getTime() - now.getTime();
  return ms > 0 ? ms : null;
}
