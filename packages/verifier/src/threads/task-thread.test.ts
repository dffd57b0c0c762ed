import { afterAll, describe, expect, test } from '@jest/globals';
import os from 'node:os';

import type { UnrulyTasks } from '../testing/unruly.thread.ts';
import { createTaskThread } from './task-thread.ts';

const LONG = { timeoutMs: 30_000 };
const SHORT = { timeoutMs: 300 };

const thread = createTaskThread<UnrulyTasks>({
  entry: new URL('../testing/unruly.thread.ts', import.meta.url),
  data: null,
  maxHeapMiB: 64,
  serial: true,
  cancelGraceMs: 200,
});
afterAll(() => thread.dispose());

describe('a thread for tasks', () => {
  test('answers a task and tells what happens on the way', async () => {
    const events: string[] = [];
    const onEvent = (event: string) => events.push(event);
    await expect(thread.run('echo', 'one', { ...LONG, onEvent })).resolves.toBe('one');
    expect(events).toEqual(['hearing one']);
  });

  test('passes on what a task throws and keeps working', async () => {
    await expect(thread.run('fail', 'no luck', LONG)).rejects.toThrow('no luck');
    await expect(thread.run('echo', 'next', LONG)).resolves.toBe('next');
  });

  test.each(['spin', 'backtrack'] as const)(
    'a task that will never end (%s) is ended, and the next one runs',
    async (task) => {
      await thread.run('echo', 'warm', LONG);
      const hung = thread.run(task, null, SHORT);
      const next = thread.run('echo', 'next', LONG);
      await expect(hung).rejects.toMatchObject({ reason: 'timeout' });
      await expect(next).resolves.toBe('next');
    },
  );

  test.each(['hoard', 'leave'] as const)(
    'a task that takes the thread down (%s) fails, and the next one runs',
    async (task) => {
      await expect(thread.run(task, null, LONG)).rejects.toMatchObject({ reason: 'died' });
      await expect(thread.run('echo', 'next', LONG)).resolves.toBe('next');
    },
  );

  test('a canceled task is told so, and its thread stays', async () => {
    const controller = new AbortController();
    const canceled = thread.run('waitForCancel', null, { ...LONG, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(canceled).rejects.toMatchObject({ reason: 'aborted' });
    await expect(thread.run('echo', 'next', LONG)).resolves.toBe('next');
  });

  test('a canceled task that does not listen is ended', async () => {
    const controller = new AbortController();
    const canceled = thread.run('spin', null, { ...LONG, signal: controller.signal });
    setTimeout(() => controller.abort(), 20);
    await expect(canceled).rejects.toMatchObject({ reason: 'aborted' });
    await expect(thread.run('echo', 'next', LONG)).resolves.toBe('next');
  });

  test('a task that was canceled before its turn never starts', async () => {
    const controller = new AbortController();
    controller.abort();
    const canceled = thread.run('leave', null, { ...LONG, signal: controller.signal });
    await expect(canceled).rejects.toMatchObject({ reason: 'aborted' });
    await expect(thread.run('echo', 'still here', LONG)).resolves.toBe('still here');
  });

  test('a thread in the background gives way, and the rest of the process does not', async () => {
    const before = os.getPriority();
    const priority = await thread.run('yieldToOthers', null, LONG);
    expect(priority).toBe(process.platform === 'linux' ? Math.max(before, 10) : before);
    expect(os.getPriority()).toBe(before);
  });
});

describe('a thread for several tasks at once', () => {
  const shared = createTaskThread<UnrulyTasks>({
    entry: new URL('../testing/unruly.thread.ts', import.meta.url),
    data: null,
    maxHeapMiB: 64,
    serial: false,
    cancelGraceMs: 100,
  });
  afterAll(() => shared.dispose());

  test('a task ends although the one beside it hangs or is canceled and does not listen', async () => {
    await shared.run('echo', 'warm', LONG);
    const controller = new AbortController();
    const beside = shared.run('sleep', 900, LONG);
    const hung = shared.run('hang', null, SHORT);
    const canceled = shared.run('hang', null, { ...LONG, signal: controller.signal });
    controller.abort();
    await expect(canceled).rejects.toMatchObject({ reason: 'aborted' });
    await expect(hung).rejects.toMatchObject({ reason: 'timeout' });
    await expect(shared.run('echo', 'next', LONG)).resolves.toBe('next');
    await expect(beside).resolves.toBeNull();
  });
});
