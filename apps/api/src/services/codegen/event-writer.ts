import type { NewJobEvent } from '../job-events/append.ts';

/** Writes events in order, in as few transactions as their pace allows. */
export interface EventWriter {
  push(...events: readonly NewJobEvent[]): void;
  /** Resolves when all that was pushed is stored; rejects once a write has failed, after which nothing is written. */
  flush(): Promise<void>;
}

/** Events that come while a write is under way wait and share the next one. */
export function createEventWriter(
  write: (events: readonly NewJobEvent[]) => Promise<void>,
): EventWriter {
  let waiting: NewJobEvent[] = [];
  let writing: Promise<void> = Promise.resolve();
  let state: 'idle' | 'writing' | 'failed' = 'idle';

  const drain = async () => {
    try {
      while (waiting.length > 0) {
        const batch = waiting;
        waiting = [];
        await write(batch);
      }
      state = 'idle';
    } catch (error) {
      state = 'failed';
      throw error;
    }
  };

  return {
    push(...events) {
      if (state === 'failed') return;
      waiting.push(...events);
      if (state === 'writing') return;
      state = 'writing';
      writing = drain();
      // The failure is the flush's to tell.
      writing.catch(() => undefined);
    },
    flush: () => writing,
  };
}
