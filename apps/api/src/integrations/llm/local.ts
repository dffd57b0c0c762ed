import type { PlanProvider } from './provider.ts';

/** The keyless generator: it needs no model, for the plan follows from what was read of the prompt. */
export function createLocalProvider(): PlanProvider {
  return {
    name: 'local',
    // eslint-disable-next-line @typescript-eslint/require-await -- nothing is waited for, but providers stream
    async *plan({ spec }, signal) {
      signal.throwIfAborted();
      yield { type: 'plan', plan: spec };
    },
  };
}
