import { and, eq, isNull } from 'drizzle-orm';

import type { JobEvent } from '@promptly/common';

import type { Database } from '../../db/client.ts';
import { CHANNELS, type Listener } from '../../db/listener.ts';
import { codegenJobs } from '../../db/schema/index.ts';
import { readEvents } from './read.ts';

export interface TailOptions {
  jobId: string;
  /** Number of the last event that the reader has; 0 for none. */
  after: number;
  /** Ends the tail. */
  signal: AbortSignal;
  /** How often the table is looked at although nobody said that it changed. */
  pollMs?: number;
}

const PAGE = 200;
const POLL_MS = 15_000;

/**
 * Yields all events behind `after` in order, first the stored ones, then new ones as they come.
 * Ends after `done`, when the job is over or deleted and nothing is left to tell, or when the signal aborts.
 */
export async function* tailEvents(
  deps: { db: Database; listener: Listener },
  { jobId, after, signal, pollMs = POLL_MS }: TailOptions,
): AsyncGenerator<JobEvent[], void, undefined> {
  const changed = createBell();
  // A notification is only a hint: the table is the truth, so one that is missed or repeated does no harm.
  const unsubscribe = deps.listener.subscribe(CHANNELS.jobEvents, (payload) => {
    if (payload === null || payload === jobId) changed.ring();
  });
  const stop = () => changed.ring();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let cursor = after;
    let isOver = false;
    while (!signal.aborted) {
      const events = await readEvents(deps.db, jobId, cursor, PAGE);
      const last = events.at(-1);
      if (last) {
        yield events;
        cursor = last.seq;
        if (last.type === 'done') return;
      }
      if (events.length === PAGE) continue;
      if (isOver) return;
      const isChanged = await changed.wait(pollMs);
      // Its last events are read once more: they may have come between that read and this look.
      if (!isChanged) isOver = !(await isOpen(deps.db, jobId));
    }
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', stop);
  }
}

async function isOpen(db: Database, jobId: string): Promise<boolean> {
  const open = and(eq(codegenJobs.id, jobId), isNull(codegenJobs.finishedAt));
  return (await db.$count(codegenJobs, open)) > 0;
}

/** Wakes one waiter; a ring while nobody waits is kept for the next wait. */
function createBell() {
  let rung = false;
  let wake: (() => void) | undefined;
  return {
    ring(): void {
      rung = true;
      wake?.();
    },
    /** False when nobody rang in that time. */
    async wait(timeoutMs: number): Promise<boolean> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      wake = undefined;
      const wasRung = rung;
      rung = false;
      return wasRung;
    },
  };
}
