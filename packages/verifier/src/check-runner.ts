import type { CheckName, CheckResult } from '@promptly/common';

import { type CheckOutcome, failed, skipped } from './check-outcome.ts';
import { ThreadError } from './threads/task-thread.ts';

export interface CheckEvents {
  signal: AbortSignal;
  onStarted?: ((name: CheckName) => void) | undefined;
  onResult?: ((result: CheckResult) => void) | undefined;
}

/** Runs checks by name: timed, told as they start and end, and each with a result whatever happens. */
export interface CheckRunner {
  /** Rejects only when the signal aborts. */
  run(name: CheckName, work: () => Promise<CheckOutcome>): Promise<CheckResult>;
  skip(name: CheckName, reason: string): CheckResult;
}

export function createCheckRunner({ signal, onStarted, onResult }: CheckEvents): CheckRunner {
  function finish(name: CheckName, outcome: CheckOutcome, durationMs: number): CheckResult {
    const result = { name, ...outcome, durationMs: Math.round(durationMs) };
    onResult?.(result);
    return result;
  }

  return {
    async run(name, work) {
      signal.throwIfAborted();
      onStarted?.(name);
      const started = performance.now();
      const outcome = await work().catch((error: unknown) => {
        signal.throwIfAborted();
        return outcomeOfError(error);
      });
      signal.throwIfAborted();
      return finish(name, outcome, performance.now() - started);
    },
    skip: (name, reason) => finish(name, skipped(reason), 0),
  };
}

/** What the project did to the check is its failure; what kept the check from running is none. */
function outcomeOfError(error: unknown): CheckOutcome {
  if (error instanceof ThreadError) {
    return failed(
      error.reason === 'timeout'
        ? `the check ${error.message}`
        : `the check ended: it ${error.message}`,
    );
  }
  return skipped(
    `the check could not run: ${error instanceof Error ? error.message : String(error)}`,
  );
}
