import { type MessagePort, workerData } from 'node:worker_threads';

import type { FromThread, TaskMap, ToThread } from './messages.ts';

export interface TaskContext<Event> {
  /** Aborts when nobody waits for the task any more. */
  signal: AbortSignal;
  emit: (event: Event) => void;
}

export type TaskHandlers<Tasks extends TaskMap> = {
  [Name in keyof Tasks]: (
    input: Tasks[Name]['input'],
    context: TaskContext<Tasks[Name]['event']>,
  ) => Promise<Tasks[Name]['output']>;
};

/** What the thread was started with, as the other side passed it in `TaskThreadOptions.data`. */
export function threadData(): unknown {
  return (workerData as { data: unknown }).data;
}

/** The inside of a thread: answers what the other side asks through a `TaskThread`. */
export function serveTasks<Tasks extends TaskMap>(
  port: MessagePort,
  handlers: TaskHandlers<Tasks>,
): void {
  const running = new Map<number, AbortController>();
  const reply = (message: FromThread) => port.postMessage(message);

  async function run({ id, task, input }: Extract<ToThread, { type: 'run' }>): Promise<void> {
    const controller = new AbortController();
    running.set(id, controller);
    try {
      const handler = handlers[task];
      if (!handler) throw new Error(`no task ${task}`);
      const emit = (event: unknown) => reply({ type: 'event', id, event });
      const output = await handler(input, { signal: controller.signal, emit });
      reply({ type: 'done', id, output });
    } catch (error) {
      reply({
        type: 'failed',
        id,
        message: error instanceof Error ? error.message : String(error),
      });
    } finally {
      running.delete(id);
    }
  }

  port.on('message', (message: ToThread) => {
    if (message.type === 'cancel') running.get(message.id)?.abort();
    else void run(message);
  });
}
