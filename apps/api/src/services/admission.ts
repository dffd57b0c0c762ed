import { createByteBudget, type ByteBudget } from './byte-budget.ts';
import { createLanes, type Lanes } from './lanes.ts';
import { createProvenCredentials, type ProvenCredentials } from './proven-credentials.ts';

/** What callers may take of this process at once, whatever they ask for. */
export interface Admission {
  /** Requests that work, by caller; more of them wait before their bodies are read. */
  requests: Lanes;
  /** Event streams that are open, by caller; more are refused. */
  streams: Lanes;
  /** Bodies that are in memory. */
  bodies: ByteBudget;
  /** Credentials that this process let in. */
  proven: ProvenCredentials;
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
/** Some 3 MB. */
const MAX_PROVEN = 20_000;

export function createAdmission(): Admission {
  return {
    requests: createLanes(REQUESTS),
    streams: createLanes(STREAMS),
    bodies: createByteBudget(BODIES),
    proven: createProvenCredentials(MAX_PROVEN),
  };
}
