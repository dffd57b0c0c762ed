import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';

import { freePort } from '../../db/embedded/free-port.ts';
import { createMemoryRateLimiter } from '../../services/rate-limiter.ts';
import { createRedisRateLimiter, type SharedRateLimiter } from './redis-rate-limiter.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;
const LIMIT = { capacity: 3, refillPerMinute: 1 };

let folder: string;
let port: number;
let server: ChildProcess | undefined;
const open: SharedRateLimiter[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'promptly-redis-'));
  port = await freePort();
});
afterEach(async () => {
  for (const limiter of open.splice(0)) limiter.close();
  await stopRedis();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function startRedis(): Promise<void> {
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of server.stdout ?? []) {
    if (String(line).includes('Ready to accept connections')) break;
  }
}

async function stopRedis(): Promise<void> {
  if (server?.exitCode !== null || server.signalCode !== null) return;
  server.kill('SIGKILL');
  await once(server, 'exit');
}

function limiter() {
  const told: string[] = [];
  const made = createRedisRateLimiter({
    url: `redis://127.0.0.1:${port}`,
    fallback: createMemoryRateLimiter(() => new Date()),
    onLost: () => told.push('lost'),
    onFound: () => told.push('found'),
  });
  open.push(made);
  return { ...made, told };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** One that has found Redis. */
async function connected() {
  const made = limiter();
  // The first ones may come before the connection.
  await made.take('warm-up', LIMIT);
  await until(() => made.isShared());
  made.told.splice(0);
  return made;
}

const name = hasRedis ? 'with Redis' : 'with Redis (not run where redis-server is not installed)';
(hasRedis ? describe : describe.skip)(name, () => {
  test('processes count together, also at once', async () => {
    await startRedis();
    const [one, other] = [await connected(), await connected()];
    const taken = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).take('together', LIMIT)),
    );
    expect(taken.filter(({ allowed }) => allowed)).toHaveLength(3);
    const refused = await one.take('together', LIMIT);
    expect(refused).toMatchObject({ allowed: false, remaining: 0 });
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(60_000);
    await other.reset('together');
    expect(await one.take('together', LIMIT)).toEqual({
      ...{ allowed: true, remaining: 2, retryAfterMs: 0 },
    });
    expect(one.told).toEqual([]);
  });

  test('in one go, who has nothing left in the first bucket takes nothing from those behind it', async () => {
    await startRedis();
    const one = await connected();
    const shared = { key: 'shared', limit: { capacity: 4, refillPerMinute: 1 } };
    const both = (key: string) => one.takeEach([{ key, limit: LIMIT }, shared]);
    for (let n = 0; n < 3; n += 1) await both('own');
    expect(await both('own')).toMatchObject([{ allowed: false, remaining: 0 }]);
    expect(await both('other')).toMatchObject([
      { allowed: true, remaining: 2 },
      { allowed: true, remaining: 0 },
    ]);
    const refused = await both('other');
    expect(refused).toMatchObject([{ allowed: true, remaining: 1 }, { allowed: false }]);
    expect(refused[1]?.retryAfterMs).toBeGreaterThan(0);
    expect([one.isShared(), one.told]).toEqual([true, []]);
  });

  test('while Redis is away each counts by itself, says so once, and comes back to it', async () => {
    await startRedis();
    const one = await connected();
    await stopRedis();
    const taken = [];
    for (let n = 0; n < 5; n += 1) taken.push(await one.take('alone', LIMIT));
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false, false]);
    expect([one.isShared(), one.told]).toEqual([false, ['lost']]);
    await startRedis();
    await until(() => one.isShared());
    expect((await one.take('alone', LIMIT)).allowed).toBe(true);
    expect(one.told).toEqual(['lost', 'found']);
  });
});

test('without Redis from the start, each counts by itself', async () => {
  const one = limiter();
  const taken = [];
  for (let n = 0; n < 4; n += 1) taken.push(await one.take('alone', LIMIT));
  expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, true, false]);
  expect(one.isShared()).toBe(false);
});
