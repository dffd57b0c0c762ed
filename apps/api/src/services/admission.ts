import { createByteBudget, type ByteBudget } from './byte-budget.ts';
import { createLanes, type Lanes } from './lanes.ts';

/** What callers may take of this process at once, whatever they ask for. */
export interface Admission {
  /** Requests that work, by caller; more of them wait before their bodies are read. */
  requests: Lanes;
  /** Event streams that are open, by caller; more are refused. */
  streams: Lanes;
  /** Bodies that are in memory. */
  bodies: ByteBudget;
}

const KIB = 1024;
const MIB = 1024 * KIB;
/** A browser asks for six things at a time. */
const REQUESTS = { maxRunning: 16, maxWaiting: 240 };
const STREAMS = { maxRunning: 20, maxWaiting: 0 };
const BODIES = {
  maxBytes: 256 * MIB,
  /** Three of the largest files. */
  maxBytesPerCaller: 48 * MIB,
  freeBytes: 64 * KIB,
};

export function createAdmission(): Admission {
  return {
    requests: createLanes(REQUESTS),
    streams: createLanes(STREAMS),
    bodies: createByteBudget(BODIES),
  };
}
