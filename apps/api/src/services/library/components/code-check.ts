import type { SyntaxFault } from '@promptly/codegen/syntax';
import { AppError } from '@promptly/common';
import { createTaskThread, ThreadError, type TaskThread } from '@promptly/verifier/threads';

export type CodeCheckTasks = {
  findFault: { input: { path: string; text: string }; output: SyntaxFault | null; event: never };
};

/** Reads code that somebody published, and never runs it. */
export interface CodeCheck {
  /** Why a `.ts`, `.tsx` or `.css` file cannot be read, or null. Throws `unavailable` while the program stops. */
  findFault(path: string, text: string): Promise<SyntaxFault | null>;
  close(): Promise<void>;
}

/** With the start of the thread on a busy machine. */
const TIMEOUT_MS = 15_000;
const MAX_HEAP_MIB = 256;
const CANCEL_GRACE_MS = 500;

/** In a thread of its own, which starts with the first call: some texts keep a parser busy for ever. */
export function createCodeCheck({ timeoutMs = TIMEOUT_MS } = {}): CodeCheck {
  let isClosed = false;
  const thread: TaskThread<CodeCheckTasks> = createTaskThread<CodeCheckTasks>({
    entry: new URL('./code-check.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB: MAX_HEAP_MIB,
    cancelGraceMs: CANCEL_GRACE_MS,
    serial: true,
  });
  return {
    async findFault(path, text) {
      try {
        return await thread.run('findFault', { path, text }, { timeoutMs });
      } catch (error) {
        if (!(error instanceof ThreadError)) throw error;
        if (isClosed) throw new AppError('unavailable', 'The server is stopping: try again.');
        // An honest text is read within milliseconds.
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
