import { expect, test } from '@jest/globals';
import express from 'express';
import supertest from 'supertest';

import type { AppError } from '@promptly/common';

import { createMemoryRateLimiter } from '../services/rate-limiter.ts';
import { createRequestLimits, type RequestLimitRates } from './rate-limit.ts';

const OTHER = '192.0.2.2';

/** Counts a request by the address that it names; `/twice` also for its credentials. Time stands still. */
function limitedBy(rates: RequestLimitRates) {
  const limits = createRequestLimits(
    createMemoryRateLimiter(() => new Date(0)),
    rates,
  );
  const app = express();
  app.get('/{*path}', async (req, res) => {
    const ip = req.get('From') ?? null;
    try {
      if (req.path === '/twice') await limits.unproven(ip, res);
      await limits.byAddress(ip, res);
      res.end();
    } catch (error) {
      const { status, details } = error as AppError;
      res.status(status).json(details);
    }
  });
  return async (ip = '192.0.2.1', path = '/') => {
    const answer = await supertest(app).get(path).set('From', ip);
    const { 'ratelimit-limit': limit, 'ratelimit-remaining': left } = answer.headers;
    return { status: answer.status, limit, left, body: answer.body as unknown };
  };
}

test('what all have together is refused to each, who are told what is left of their own', async () => {
  const get = limitedBy({ each: 8, all: 5 });
  for (let n = 0; n < 4; n += 1) expect((await get()).status).toBe(200);
  expect(await get(OTHER)).toMatchObject({ status: 200, limit: '4', left: '3' });
  expect(await get(OTHER)).toEqual({
    ...{ status: 429, limit: '4', left: '2' },
    body: { retryAfterSeconds: 12 },
  });
});

test('who is beyond their own limit takes nothing from the others', async () => {
  const get = limitedBy({ each: 4, all: 3 });
  const statuses: number[] = [];
  for (let n = 0; n < 9; n += 1) statuses.push((await get()).status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(2);
  expect((await get(OTHER)).status).toBe(200);
});

test('a request that counts for its credentials and its caller is one of all', async () => {
  const get = limitedBy({ each: 20, all: 3 });
  const statuses: number[] = [];
  for (let n = 0; n < 4; n += 1) statuses.push((await get(OTHER, '/twice')).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('either limit can be off, and nothing is told of none', async () => {
  const together = limitedBy({ each: 0, all: 1 });
  expect(await together()).toMatchObject({ status: 200, limit: '1', left: '0' });
  expect((await together(OTHER)).status).toBe(429);
  const alone = limitedBy({ each: 2, all: 0 });
  expect([(await alone()).status, (await alone()).status]).toEqual([200, 429]);
  expect((await alone(OTHER)).status).toBe(200);
  expect(await limitedBy({ each: 0, all: 0 })()).toMatchObject({ status: 200, limit: undefined });
});
