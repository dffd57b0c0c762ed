import os from 'node:os';
import { parentPort } from 'node:worker_threads';

import { runInBackground } from '../threads/background-priority.ts';
import { serveTasks } from '../threads/serve-tasks.ts';

export type UnrulyTasks = {
  echo: { input: string; output: string; event: string };
  sleep: { input: number; output: null; event: never };
  hang: { input: null; output: null; event: never };
  spin: { input: null; output: null; event: never };
  backtrack: { input: null; output: boolean; event: never };
  hoard: { input: null; output: number; event: never };
  leave: { input: null; output: null; event: never };
  fail: { input: string; output: null; event: never };
  waitForCancel: { input: null; output: string; event: never };
  yieldToOthers: { input: null; output: number; event: never };
};

/** A thread whose tasks misbehave in each way that checked code can. */
if (parentPort) {
  serveTasks<UnrulyTasks>(parentPort, {
    echo: (text, { emit }) => {
      emit(`hearing ${text}`);
      return Promise.resolve(text);
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(() => resolve(null), ms)),
    hang: () => new Promise(() => undefined),
    spin: () => {
      for (;;);
    },
    backtrack: () => Promise.resolve(/^(a+)+$/.test(`${'a'.repeat(60)}!`)),
    hoard: () => {
      const kept: number[][] = [];
      for (;;) kept.push(Array.from({ length: 10_000 }, () => Math.random()));
    },
    leave: () => process.exit(0),
    fail: (message) => Promise.reject(new Error(message)),
    waitForCancel: (_, { signal }) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'))),
    yieldToOthers: () => {
      runInBackground();
      return Promise.resolve(os.getPriority());
    },
  });
}
