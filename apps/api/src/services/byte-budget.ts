import { AppError } from '@promptly/common';

/** Bytes of requests that are in memory, counted for all callers together and for each of them. */
export interface ByteBudget {
  /** An account of one request of a caller. */
  open(caller: string): ByteAccount;
}

export interface ByteAccount {
  /** Counts bytes, or returns `rate_limited` beyond what its caller may have, `unavailable` beyond what all may: the request is dropped then. */
  add(bytes: number): AppError | undefined;
  /** Gives back all that was counted, as a refusal does; what is added afterwards is not. */
  close(): void;
}

export interface ByteLimits {
  maxBytes: number;
  maxBytesPerCaller: number;
  /** First bytes of each request that do not count: small ones go on while large ones take all there is. */
  freeBytes: number;
}

const RETRY_AFTER_SECONDS = 5;

export function createByteBudget({
  maxBytes,
  maxBytesPerCaller,
  freeBytes,
}: ByteLimits): ByteBudget {
  const held = new Map<string, number>();
  let total = 0;

  const count = (caller: string, bytes: number) => {
    const next = (held.get(caller) ?? 0) + bytes;
    total += bytes;
    if (next === 0) held.delete(caller);
    else held.set(caller, next);
  };

  return {
    open(caller) {
      let received = 0;
      let counted = 0;
      let isOpen = true;
      const close = () => {
        isOpen = false;
        count(caller, -counted);
        counted = 0;
      };
      return {
        add(bytes) {
          if (!isOpen) return undefined;
          received += bytes;
          const more = Math.max(0, received - freeBytes) - counted;
          const refusal = refusalOf(caller, more);
          if (refusal) {
            close();
            return refusal;
          }
          count(caller, more);
          counted += more;
          return undefined;
        },
        close,
      };
    },
  };

  function refusalOf(caller: string, more: number): AppError | undefined {
    if ((held.get(caller) ?? 0) + more > maxBytesPerCaller) return tooMuchAtOnce();
    return total + more > maxBytes ? tooMuchForAll() : undefined;
  }
}

function tooMuchAtOnce(): AppError {
  return new AppError('rate_limited', 'Too many large requests at once. Send fewer together.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}

function tooMuchForAll(): AppError {
  return new AppError('unavailable', 'Too much is being received just now. Try again shortly.', {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  });
}
