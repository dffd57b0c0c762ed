import type { Channel, Listener } from '../db/listener.ts';
import { inRound } from '../observability/correlation.ts';

export interface TableLoop {
  /** Looks at the table soon, as after a notification. */
  wake(): void;
  /** Stops after the batch that is under way. */
  close(): Promise<void>;
}

export interface TableLoopOptions {
  listener: Listener;
  /** Tells that the table has new rows. */
  channel: Channel;
  /** Works on some rows, and tells whether there may be more. */
  work: () => Promise<boolean>;
  onError: (error: unknown) => void;
}

/** Notifications tell of new rows; the poll is for those whose notification was lost, and those that are due later. */
const POLL_MS = 5_000;
const RETRY_MS = 1_000;

/** Works on the rows of a table as they come, one batch after the other, each under an id of its own. */
export function startTableLoop({ listener, channel, work, onError }: TableLoopOptions): TableLoop {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isAskedAgain = false;
  let isClosed = false;

  const doBatch = () =>
    inRound(channel, async () => {
      try {
        return (await work()) ? 'more' : 'done';
      } catch (error) {
        onError(error);
        return 'failed';
      }
    });
  const run = async () => {
    let last = 'done';
    do {
      isAskedAgain = false;
      do last = await doBatch();
      while (last === 'more' && !isClosed);
    } while (isAskedAgain && last !== 'failed' && !isClosed);
    schedule(last === 'failed' ? RETRY_MS : POLL_MS);
  };
  const wake = () => {
    if (isClosed) return;
    isAskedAgain = true;
    running ??= run().finally(() => {
      running = undefined;
      if (isAskedAgain) wake();
    });
  };
  const schedule = (delayMs: number) => {
    clearTimeout(timer);
    timer = setTimeout(wake, delayMs);
  };

  const unsubscribe = listener.subscribe(channel, wake);
  wake();
  return {
    wake,
    async close() {
      isClosed = true;
      unsubscribe();
      await running;
      clearTimeout(timer);
    },
  };
}
