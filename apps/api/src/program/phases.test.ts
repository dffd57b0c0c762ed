import { expect, test } from '@jest/globals';
import { pino } from 'pino';

import { runPhases, type Phase } from './phases.ts';

const log = pino({ level: 'silent' });

test('phases run one after the other, in order', async () => {
  const seen: string[] = [];
  const phase = (name: string, ms: number): Phase => ({
    name,
    timeoutMs: 60_000,
    async run() {
      await new Promise((resolve) => setTimeout(resolve, ms));
      seen.push(name);
    },
  });
  expect(await runPhases([phase('http', 20), phase('jobs', 5), phase('pools', 0)], log)).toEqual(
    [],
  );
  expect(seen).toEqual(['http', 'jobs', 'pools']);
});

test('a phase that fails or hangs is named, and the ones after it still run', async () => {
  const seen: string[] = [];
  const failed = await runPhases(
    [
      { name: 'fails', timeoutMs: 60_000, run: () => Promise.reject(new Error('broken')) },
      { name: 'hangs', timeoutMs: 10, run: () => new Promise(() => undefined) },
      { name: 'pools', timeoutMs: 60_000, run: () => Promise.resolve(seen.push('pools')) },
    ],
    log,
  );
  expect(failed).toEqual(['fails', 'hangs']);
  expect(seen).toEqual(['pools']);
});
