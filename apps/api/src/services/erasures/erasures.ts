import { runNextErasure } from './run-erasure.ts';
import type { ErasureDeps } from './step.ts';

/** Erases users and organizations once their time has come. */
export interface Erasures {
  /** Erases the next one; false where none is due. */
  runNext(): Promise<boolean>;
}

export function createErasures(deps: ErasureDeps): Erasures {
  return { runNext: () => runNextErasure(deps) };
}
