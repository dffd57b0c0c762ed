import { setTimeout as sleep } from 'node:timers/promises';

import { Gauge, type Registry } from 'prom-client';

/** What waits, and is worked on, of one kind of work in the whole instance. */
export interface Backlog {
  queue: string;
  /** Due, and in nobody's hands. */
  waiting: number;
  running: number;
  /** How long the first of them has been due; 0 where nothing waits. */
  oldestSeconds: number;
}

/** However often it is asked for: scraping must not cost the database. */
const FRESH_MS = 10_000;
/** A scrape goes without these figures rather than to be late. */
const TIMEOUT_MS = 2_500;

/** Depth and oldest wait of each queue, read from the database when Prometheus asks. */
export function registerBacklogMetrics(
  registry: Registry,
  read: () => Promise<Backlog[]>,
  freshMs = FRESH_MS,
): void {
  const readSeldom = seldom(read, freshMs);
  const registers = [registry];
  new Gauge({
    name: 'promptly_queue_messages',
    help: 'Work that is due and waits, or is being done, in all processes.',
    labelNames: ['queue', 'state'],
    registers,
    async collect() {
      this.reset();
      for (const { queue, waiting, running } of await readSeldom()) {
        this.set({ queue, state: 'waiting' }, waiting);
        this.set({ queue, state: 'running' }, running);
      }
    },
  });
  new Gauge({
    name: 'promptly_queue_oldest_seconds',
    help: 'For how long the first work of a queue has been due.',
    labelNames: ['queue'],
    registers,
    async collect() {
      this.reset();
      for (const { queue, oldestSeconds } of await readSeldom()) this.set({ queue }, oldestSeconds);
    },
  });
  new Gauge({
    name: 'promptly_queue_up',
    help: '1 where the queues could be counted.',
    registers,
    async collect() {
      this.set((await readSeldom()).length > 0 ? 1 : 0);
    },
  });
}

/** All who ask meanwhile share one answer; it is empty where there is none in time. */
function seldom(read: () => Promise<Backlog[]>, freshMs: number): () => Promise<Backlog[]> {
  let last: { at: number; answer: Promise<Backlog[]> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at > freshMs) {
      last = { at: now, answer: Promise.race([read(), late()]).catch(() => []) };
    }
    return last.answer;
  };
}

async function late(): Promise<Backlog[]> {
  await sleep(TIMEOUT_MS, undefined, { ref: false });
  return [];
}
