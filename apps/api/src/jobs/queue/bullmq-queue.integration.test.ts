import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { freePort } from '../../db/embedded/free-port.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/test-postgres.ts';
import { createBullMqQueue } from './bullmq-queue.ts';
import type { JobQueue } from './job-queue.ts';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

let database: TestDatabase;
let redis: { url: string; stop(): Promise<void> } | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
  if (hasRedis) redis = await startRedis();
});
afterAll(async () => {
  await redis?.stop();
  await database.drop();
});

describe.each([
  { engine: 'Postgres', isHere: true },
  { engine: 'Redis (not run where redis-server is not installed)', isHere: hasRedis },
])('the queue on $engine', ({ engine, isHere }) => {
  const when = isHere ? test : test.skip;
  const errors: Error[] = [];
  const open = () =>
    createBullMqQueue({
      redisUrl: engine === 'Postgres' ? null : redis!.url,
      postgresUrl: database.url,
      onError: (error) => errors.push(error),
    });

  async function withQueue(work: (queue: JobQueue) => Promise<void>) {
    const queue = await open();
    try {
      await work(queue);
    } finally {
      await queue.close();
    }
  }

  when('delivers every message, and two with one id once', async () => {
    await withQueue(async (queue) => {
      const delivered: string[] = [];
      const worker = queue.work(
        'codegen',
        ({ jobId }) => {
          delivered.push(jobId);
          return Promise.resolve();
        },
        { concurrency: 3 },
      );
      await worker.ready();
      const ids = Array.from({ length: 40 }, (_, i) => `message-${i}`);
      const enqueue = (id: string) => queue.enqueue('codegen', id, { version: 1, jobId: id });
      await Promise.all([...ids, ...ids].map(enqueue));
      await until(() => delivered.length >= ids.length);
      await worker.close();
      expect(delivered.sort()).toEqual(ids.sort());
    });
  });

  when('delivers a message again whose handler failed', async () => {
    await withQueue(async (queue) => {
      let tries = 0;
      const worker = queue.work(
        'exports',
        () => {
          tries += 1;
          return tries < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve();
        },
        { concurrency: 1 },
      );
      await queue.enqueue('exports', 'retried', { version: 1, exportId: 'x' });
      await until(() => tries === 2);
      await worker.close();
      expect(errors.map(({ message }) => message)).toContain('not yet');
    });
  });

  when('counts what waits, and keeps it for a worker that comes later', async () => {
    await withQueue(async (queue) => {
      await queue.enqueue('codegen', 'waiting', { version: 1, jobId: 'waiting' });
      expect(await queue.counts('codegen')).toEqual({ waiting: 1, active: 0 });
    });
    await withQueue(async (queue) => {
      let got = '';
      const worker = queue.work(
        'codegen',
        ({ jobId }) => {
          got = jobId;
          return Promise.resolve();
        },
        { concurrency: 1 },
      );
      await until(() => got === 'waiting');
      await worker.close();
      expect(await queue.counts('codegen')).toEqual({ waiting: 0, active: 0 });
    });
  });

  when('lets the handlers that run end before a worker closes', async () => {
    await withQueue(async (queue) => {
      let isDone = false;
      let hasBegun = false;
      const worker = queue.work(
        'codegen',
        async () => {
          hasBegun = true;
          await new Promise((resolve) => setTimeout(resolve, 200));
          isDone = true;
        },
        { concurrency: 1 },
      );
      await queue.enqueue('codegen', 'slow', { version: 1, jobId: 'slow' });
      await until(() => hasBegun);
      await worker.close();
      expect(isDone).toBe(true);
    });
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function startRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'promptly-redis-'));
  const port = await freePort();
  const options = ['--port', String(port), '--save', '', '--dir', folder, '--bind', '127.0.0.1'];
  const server = spawn('redis-server', options, { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve, reject) => {
    server.once('exit', () => reject(new Error('redis-server did not start')));
    server.stdout.on('data', (chunk: Buffer) => {
      if (chunk.includes('Ready to accept connections')) resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await exitOf(server);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function exitOf(server: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    server.removeAllListeners('exit').once('exit', () => resolve());
    server.kill();
  });
}
