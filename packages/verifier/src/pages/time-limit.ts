/** Thrown for work in a page that gave no answer in time. */
export class PageTimeout extends Error {
  override readonly name = 'PageTimeout';
}

/** What the work gives, or a PageTimeout: a page may never answer. An abort rejects at once. */
export async function withTimeLimit<T>(
  work: Promise<T>,
  { timeoutMs, message, signal }: { timeoutMs: number; message: string; signal: AbortSignal },
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  let onAbort: (() => void) | undefined;
  const stop = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PageTimeout(message)), timeoutMs);
    onAbort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([work, stop]);
  } finally {
    clearTimeout(timer);
    if (onAbort) signal.removeEventListener('abort', onAbort);
    // Whichever lost the race may still fail, and nobody is left to hear of it.
    work.catch(() => undefined);
    stop.catch(() => undefined);
  }
}
