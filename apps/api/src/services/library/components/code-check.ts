import type { SyntaxFault } from '@promptly/codegen/syntax';
import { AppError } from '@promptly/common';
import { createTaskThread, ThreadError, type TaskThread } from '@promptly/verifier/threads';

import { createLanes } from '../../lanes.ts';

export type CodeCheckTasks = {
  /** Tells by its event that it has begun. */
  findFault: {
    input: { path: string; text: string };
    output: SyntaxFault | null;
    event: 'reading';
  };
};

/** Reads code that somebody published, and never runs it. */
export interface CodeCheck {
  /**
   * Why a `.ts`, `.tsx` or `.css` file of an organization cannot be read, or null. Throws `rate_limited` where too many
   * of its files wait, and `unavailable` while the program stops.
   */
  findFault(orgId: string, path: string, text: string): Promise<SyntaxFault | null>;
  close(): Promise<void>;
}

export interface CodeCheckOptions {
  readingTimeoutMs?: number;
  /** How long an organization waits after a text that had to be given up. */
  restMs?: number;
}

/** An honest text is read within milliseconds. */
const READING_TIMEOUT_MS = 3_000;
/** With the start of the thread on a busy machine. */
const TIMEOUT_MS = 15_000;
/** Together with the time to read, what one organization can take of the thread is a tenth. */
const REST_MS = 30_000;
const MAX_HEAP_MIB = 256;
const CANCEL_GRACE_MS = 500;
/** Files of one organization. */
const LANE_LIMITS = { maxRunning: 1, maxWaiting: 50 };

/** In a thread of its own, which starts with the first call: some texts keep a parser busy for ever. */
export function createCodeCheck(options: CodeCheckOptions = {}): CodeCheck {
  const { readingTimeoutMs = READING_TIMEOUT_MS, restMs = REST_MS } = options;
  const lanes = createLanes(LANE_LIMITS);
  let isClosed = false;
  const thread: TaskThread<CodeCheckTasks> = createTaskThread<CodeCheckTasks>({
    entry: new URL('./code-check.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB: MAX_HEAP_MIB,
    cancelGraceMs: CANCEL_GRACE_MS,
    serial: true,
  });

  /** The time counts from where the text is read: others' texts and the start of the thread come before. */
  async function read(path: string, text: string): Promise<SyntaxFault | null> {
    const tooLong = new AbortController();
    let timer: NodeJS.Timeout | undefined;
    try {
      return await thread.run(
        'findFault',
        { path, text },
        {
          timeoutMs: TIMEOUT_MS,
          signal: tooLong.signal,
          onEvent: () => (timer = setTimeout(() => tooLong.abort(), readingTimeoutMs)),
        },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    async findFault(orgId, path, text) {
      const leave = await lanes.enter(orgId);
      try {
        const fault = await read(path, text);
        leave();
        return fault;
      } catch (error) {
        setTimeout(leave, restMs).unref();
        if (!(error instanceof ThreadError)) throw error;
        if (isClosed) throw new AppError('unavailable', 'The server is stopping: try again.');
        const message = 'takes too long to be read: write it in a simpler way';
        return { message, line: null, column: null };
      }
    },
    close() {
      isClosed = true;
      return thread.dispose();
    },
  };
}
