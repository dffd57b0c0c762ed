import type { Logger } from '../observability/logger.ts';

/** One step of stopping; a step that hangs or fails does not keep the ones after it from happening. */
export interface Phase {
  name: string;
  timeoutMs: number;
  run: () => Promise<unknown>;
}

/** Runs the phases in order, each within its time. Returns the names of those that did not end well. */
export async function runPhases(phases: readonly Phase[], log: Logger): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, timeoutMs, run } of phases) {
    const startedAt = performance.now();
    try {
      await within(timeoutMs, run());
      log.debug({ phase: name, durationMs: Math.round(performance.now() - startedAt) }, 'stopped');
    } catch (error) {
      failed.push(name);
      log.warn({ err: error, phase: name }, 'stopping went wrong');
    }
  }
  return failed;
}

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${timeoutMs} ms`)), timeoutMs);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
