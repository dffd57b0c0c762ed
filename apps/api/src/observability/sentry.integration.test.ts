import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DrizzleQueryError } from 'drizzle-orm';
import type { Express } from 'express';
import supertest from 'supertest';

import { defineRoute } from '../http/define-route.ts';
import { JobFailure } from '../services/codegen/run.ts';
import { runCodegenJob } from '../services/codegen/run-job.ts';
import {
  createCodegenWorld,
  type CodegenWorld,
} from '../services/codegen/testing/codegen-world.ts';
import { mounted } from '../testing/mounted.ts';
import { startSentryStub, type SentryStub } from '../testing/sentry-stub.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { createLogger } from './logger.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

const SECRET = 'k3y-t0-everything';

let stub: SentryStub;
let telemetry: Telemetry;
beforeEach(async () => {
  stub = await startSentryStub();
  telemetry = await open();
});
afterEach(async () => {
  await telemetry.close();
  await stub.close();
});

const open = () => {
  const sentry = { dsn: stub.dsn, environment: 'test' };
  return openTelemetry({ traces: null, sentry }, createLogger('silent'));
};

/** A log that tells of faults, as the program's does. */
const tellingLog = (lines: string[] = []) =>
  createLogger('info', { write: (line) => void lines.push(line) }, () => telemetry.faults);

describe('an answer of 5xx', () => {
  let studio: TestApp;
  let app: Express;
  let thrown: unknown;
  beforeAll(async () => {
    studio = await createTestApp();
    const fail = defineRoute({
      ...{
        operationId: 'fail',
        method: 'post',
        path: '/fail/:what',
        tag: 'System',
        summary: 'Fail',
      },
      ...{ auth: 'required', success: { status: 204, description: 'Never' }, errors: [] },
      handle: () => Promise.reject(thrown as Error),
    });
    app = mounted({ ...studio, container: { ...studio.container, log: tellingLog() } }, [fail]);
  });
  afterAll(() => studio.dispose());

  async function failWith(error: unknown) {
    thrown = error;
    const user = await studio.factories.buildUser();
    const headers = await studio.bearer(user.id);
    const answer = await supertest(app)
      .post(`/fail/something?token=${SECRET}`)
      .set({ ...headers, Cookie: `ps_refresh=${SECRET}`, 'X-Request-Id': 'failing-request' })
      .send({ password: SECRET });
    await telemetry.close();
    return { answer, headers, userId: user.id };
  }

  test('is reported by the envelope protocol, with the id of the request and who met it', async () => {
    const error = new TypeError('nobody foresaw this', { cause: new Error('deep down') });
    const { answer, userId } = await failWith(error);
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ error: { details: { requestId: 'failing-request' } } });
    expect(stub.faults).toEqual([]);
    expect(stub.events).toMatchObject([
      {
        ...{ level: 'error', platform: 'node', environment: 'test' },
        release: expect.stringMatching(/^promptly-studio@\d/),
        transaction: 'POST /fail/:what',
        tags: { request_id: 'failing-request' },
        user: { id: userId },
        exception: {
          values: [
            { type: 'Error', value: 'deep down' },
            { type: 'TypeError', value: 'nobody foresaw this' },
          ],
        },
      },
    ]);
    const frames = stub.events[0]?.exception.values[1]?.stacktrace?.frames ?? [];
    expect(frames.at(-1)?.filename).toContain('sentry.integration.test');
  });

  test('tells nothing of its body, cookies, address or credentials', async () => {
    const { headers } = await failWith(
      Object.assign(new Error(`refused postgres://studio:${SECRET}@db/app`), {
        config: { headers: { authorization: SECRET } },
      }),
    );
    expect(stub.events).toHaveLength(1);
    const told = stub.bodies.join('');
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain(headers.Authorization.slice('Bearer '.length));
    expect(told).not.toMatch(/@example\.com|ip_address|127\.0\.0\.1/);
  });

  test('of the database tells the statement, and not its values', async () => {
    await failWith(
      new DrizzleQueryError('insert into ps_users values ($1)', ['aline'], new Error('x')),
    );
    expect(stub.bodies.join('')).toContain('insert into ps_users');
    expect(stub.bodies.join('')).not.toContain('aline');
  });

  test.each([
    ['is down', (at: SentryStub) => at.close()],
    ['never answers', (at: SentryStub) => Promise.resolve(at.answerWith(() => undefined))],
    [
      'asks for less',
      (at: SentryStub) =>
        Promise.resolve(at.answerWith((res) => res.writeHead(429, { 'Retry-After': '60' }).end())),
    ],
  ])('is answered as ever where Sentry %s, and the program stops', async (_how, breakIt) => {
    await breakIt(stub);
    const { answer } = await failWith(new Error('once'));
    expect(answer.status).toBe(500);
  });
});

describe('a job', () => {
  let world: CodegenWorld;
  beforeAll(async () => {
    world = await createCodegenWorld();
  });
  afterAll(() => world.dispose());

  async function fail(error: Error): Promise<string> {
    const jobId = await world.createJob(await world.buildProject(), 'a shop');
    const compiler = { ...world.workerDeps().compiler, emit: () => Promise.reject(error) };
    const deps = world.workerDeps(undefined, { log: tellingLog(), compiler });
    await runCodegenJob(deps, jobId, { owner: 'test', shutdown: new AbortController().signal });
    expect(await world.jobRow(jobId)).toMatchObject({ status: 'failed' });
    await telemetry.close();
    return jobId;
  }

  test('that fails on what nobody foresaw is reported', async () => {
    await fail(new RangeError('nobody foresaw this'));
    expect(stub.events).toMatchObject([{ exception: { values: [{ type: 'RangeError' }] } }]);
  });

  test('that fails as jobs do is not', async () => {
    await fail(new JobFailure({ code: 'prompt_unreadable', message: 'No app.', details: {} }));
    expect(stub.events).toEqual([]);
  });
});

test('what all requests meet is reported so often and no more', async () => {
  const log = tellingLog();
  for (let i = 0; i < 500; i += 1) log.error({ err: new Error('again') }, 'request failed');
  await telemetry.close();
  expect(stub.events.length).toBeGreaterThan(0);
  expect(stub.events.length).toBeLessThanOrEqual(60);
});

test('warnings are not reported, nor errors without one', async () => {
  const log = tellingLog();
  log.warn({ err: new Error('passing') }, 'trying again');
  log.error({ topic: 'x' }, 'dropped');
  await telemetry.close();
  expect(stub.events).toEqual([]);
});

test('without a DSN, nobody is told', async () => {
  const none = await openTelemetry({ traces: null, sentry: null }, createLogger('silent'));
  none.faults.report(new Error('x'), { level: 'error', message: undefined });
  await none.close();
  expect(stub.bodies).toEqual([]);
});
