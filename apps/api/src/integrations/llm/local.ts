import type { PlanProvider } from './provider.ts';

type Json = Record<string, unknown>;

/** The keyless generator: it needs no model, for the plan follows from what was read of the prompt. */
export function createLocalProvider(
  planApp: (spec: Json, signal: AbortSignal) => Promise<Json>,
): PlanProvider {
  return {
    name: 'local',
    async *plan({ spec }, signal) {
      yield { type: 'plan', plan: await planApp(spec, signal) };
    },
  };
}
