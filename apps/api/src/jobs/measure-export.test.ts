import { expect, test } from '@jest/globals';
import { Registry } from 'prom-client';

import { createJobMetrics } from '../observability/job-metrics.ts';
import { createLogger } from '../observability/logger.ts';
import type { ExportsService } from '../services/exports/exports-service.ts';
import { measureExport } from './measure-export.ts';

const WAITS = 'promptly_job_wait_seconds';
const RUNS = 'promptly_job_run_seconds';
const FAILURES = 'promptly_job_failures_total';

/** What is counted of a run, and what is logged. */
async function measured(run: ExportsService['run']) {
  const registry = new Registry();
  const lines: string[] = [];
  const log = createLogger('info', { write: (line) => void lines.push(line) });
  const deps = { log, metrics: createJobMetrics(registry) };
  await measureExport(deps, 'exp_1', run).catch(() => undefined);
  const text = await registry.metrics();
  const counted = [
    ...text.matchAll(new RegExp(`^(?:${WAITS}_sum|${RUNS}_count|${FAILURES})(.+)$`, 'gm')),
  ];
  return { counted: counted.map(([, rest]) => rest), lines };
}

test('each end of an export is counted as what it is', async () => {
  for (const outcome of ['succeeded', 'canceled', 'handed_over'] as const) {
    const { counted, lines } = await measured(() => Promise.resolve({ outcome }));
    expect(counted).toEqual([`{queue="exports",outcome="${outcome}"} 1`]);
    expect(lines).toEqual([]);
  }
});

test('one that failed for good is counted by its code, and logged', async () => {
  const end = { outcome: 'failed', code: 'unavailable', cause: new Error('damaged') } as const;
  const { counted, lines } = await measured(() => Promise.resolve(end));
  expect(counted.sort()).toEqual([
    '{queue="exports",code="unavailable"} 1',
    '{queue="exports",outcome="failed"} 1',
  ]);
  expect(lines.join()).toContain('damaged');
});

test('one that is tried again is no failure', async () => {
  const { counted } = await measured(() => Promise.reject(new Error('full')));
  expect(counted).toEqual(['{queue="exports",outcome="retried"} 1']);
});

test('a message about one that ended before counts nothing', async () => {
  expect((await measured(() => Promise.resolve(undefined))).counted).toEqual([]);
});

test('how long one waited is told also where it is tried again', async () => {
  const { counted } = await measured((_exportId, onTaken) => {
    onTaken?.(12);
    return Promise.reject(new Error('full'));
  });
  expect(counted).toEqual(['{queue="exports"} 12', '{queue="exports",outcome="retried"} 1']);
});
