import { setTimeout as sleep } from 'node:timers/promises';

import type { Health } from '@promptly/common';

import type { Logger } from '../observability/logger.ts';
import { VERSION } from '../version.ts';

export type CheckOutcome = Health['checks'][string];

/** Looks at one part; throwing means that it failed. What it says is public. */
export type HealthCheck = () => Promise<CheckOutcome>;

export interface HealthService {
  /** A part that others depend on. */
  register(name: string, check: HealthCheck): void;
  /** The process answers, whatever its parts do. */
  live(): Health;
  /** All parts, looked at now: `degraded` still serves, `unavailable` does not. */
  ready(): Promise<Health>;
}

const CHECK_TIMEOUT_MS = 2_000;

export function createHealthService(
  log: Logger,
  stopping: AbortSignal,
  checkTimeoutMs = CHECK_TIMEOUT_MS,
): HealthService {
  const parts = new Map<string, HealthCheck>();
  return {
    register: (name, check) => void parts.set(name, check),
    live: () => ({ status: 'ok', version: VERSION, checks: {} }),
    async ready() {
      const entries = [...parts].map(
        async ([name, check]) => [name, await run(name, check)] as const,
      );
      const checks: Health['checks'] = Object.fromEntries(await Promise.all(entries));
      if (stopping.aborted)
        checks.program = { status: 'failed', message: 'The program is stopping.' };
      return { status: overall(Object.values(checks)), version: VERSION, checks };
    },
  };

  async function run(name: string, check: HealthCheck): Promise<CheckOutcome> {
    const timeout = new AbortController();
    try {
      return await Promise.race([check(), late(checkTimeoutMs, timeout.signal)]);
    } catch (error) {
      log.warn({ err: error, part: name }, 'health check failed');
      return { status: 'failed', message: 'It does not answer.' };
    } finally {
      timeout.abort();
    }
  }
}

async function late(ms: number, signal: AbortSignal): Promise<CheckOutcome> {
  await sleep(ms, undefined, { signal });
  return { status: 'failed', message: `No answer within ${ms} ms.` };
}

function overall(outcomes: CheckOutcome[]): Health['status'] {
  if (outcomes.some(({ status }) => status === 'failed')) return 'unavailable';
  return outcomes.some(({ status }) => status === 'degraded') ? 'degraded' : 'ok';
}
