import { expect, test } from '@jest/globals';
import { pino } from 'pino';

import { createHealthService } from './health.ts';

function setUp() {
  const stopping = new AbortController();
  return { stopping, health: createHealthService(pino({ level: 'silent' }), stopping.signal, 50) };
}

test('is ok when every part is', async () => {
  const { health } = setUp();
  health.register('database', () => Promise.resolve({ status: 'ok' }));
  expect(await health.ready()).toMatchObject({
    status: 'ok',
    checks: { database: { status: 'ok' } },
  });
});

test('is degraded, and still serves, when a part is', async () => {
  const { health } = setUp();
  health.register('database', () => Promise.resolve({ status: 'ok' }));
  health.register('browser', () => Promise.resolve({ status: 'degraded', message: 'no browser' }));
  expect((await health.ready()).status).toBe('degraded');
});

test('names the part that fails, and not why: the reason may hold a password', async () => {
  const { health } = setUp();
  health.register('database', () => Promise.reject(new Error('postgres://u:hunter2@h refused')));
  const report = await health.ready();
  expect(report.status).toBe('unavailable');
  expect(report.checks.database?.status).toBe('failed');
  expect(JSON.stringify(report)).not.toContain('hunter2');
});

test('does not wait for ever for a part that hangs', async () => {
  const { health } = setUp();
  health.register('queue', () => new Promise(() => undefined));
  expect((await health.ready()).checks.queue?.status).toBe('failed');
});

test('is unavailable while the program stops, and alive', async () => {
  const { health, stopping } = setUp();
  stopping.abort();
  expect((await health.ready()).status).toBe('unavailable');
  expect(health.live().status).toBe('ok');
});
