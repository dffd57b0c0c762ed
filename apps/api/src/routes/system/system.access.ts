import type { AccessRows } from '../../testing/access/rows.ts';
import { anybody } from '../../testing/access/rules.ts';

export const access: AccessRows = {
  getHealth: { answers: anybody() },
  getJwks: { answers: anybody() },
  // Tests call from the same machine.
  getMetrics: { answers: anybody() },
};
