/** Aborts once the signal does, and after so long at the latest, with the reason of whichever came first. */
export function abortWithin(timeoutMs: number, signal: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  // `any` does not hold it: without a listener of its own it would be collected, and never abort.
  timeout.addEventListener('abort', () => undefined, { once: true });
  return AbortSignal.any([timeout, signal]);
}
