import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import supertest from 'supertest';

import { createApp } from '../app.ts';
import type { PlanProvider } from '../integrations/llm/provider.ts';
import { createBullMqQueue } from '../jobs/queue/bullmq-queue.ts';
import type { JobQueue } from '../jobs/queue/job-queue.ts';
import { startWorkers, type Workers } from '../jobs/worker.ts';
import { DEFAULT_RUN_SETTINGS } from '../services/codegen/run-job.ts';
import {
  toyCompiler,
  toyVerifier,
  unbuiltPreviews,
} from '../services/codegen/testing/toy-compiler.ts';
import { createDeliverySlots } from '../services/webhooks/deliver.ts';
import { tailEvents } from '../services/job-events/tail.ts';
import {
  startOtlpCollector,
  type CollectedSpan,
  type OtlpCollector,
} from '../testing/otlp-collector.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';
import { createLogger } from './logger.ts';
import { openTelemetry, type Telemetry } from './telemetry.ts';

const PROMPT = 'a shop for Aline that nobody must read';
const FOREIGN_TRACE = 'a'.repeat(32);
const FOREIGN = `00-${FOREIGN_TRACE}-${'b'.repeat(16)}-01`;

let collector: OtlpCollector;
let telemetry: Telemetry;
let studio: TestApp;
let model: { server: Server; url: string; traceparents: (string | undefined)[] };
let queue: JobQueue;
let workers: Workers;
let receiver: WebhookReceiver;
let spans: CollectedSpan[];
let requestId: string;
let failedRequestId: string;

beforeAll(async () => {
  collector = await startOtlpCollector();
  telemetry = await openTelemetry(
    {
      sentry: null,
      traces: {
        ...{ url: `${collector.url}/v1/traces`, protocol: 'http/json', headers: {} },
        ...{ serviceName: 'studio', resourceAttributes: {}, sampler: 'always_on', ratio: 1 },
      },
    },
    createLogger('silent'),
  );
  studio = await createTestApp({ telemetry, env: { OUTBOUND_ALLOW: '127.0.0.1' } });
  model = await startModel();
  const { config, db, databaseUrls, listener, log, services, storage } = studio.container;
  queue = await createBullMqQueue({
    ...{ redisUrl: null, postgresUrl: databaseUrls.directUrl },
    onError: () => undefined,
  });
  workers = startWorkers({
    ...{ db, listener, log, storage, queue, tracer: telemetry.tracer },
    codegen: {
      ...{ db, listener, log, metrics: services.metrics.jobs, revisions: services.revisions },
      settings: DEFAULT_RUN_SETTINGS,
      ...{ previews: unbuiltPreviews, compiler: toyCompiler, verifier: toyVerifier },
      chooseProvider: () => ({ provider: modelProvider, model: undefined }),
    },
    runExport: (exportId) => services.exports.run(exportId),
    concurrency: { codegen: config.jobs.codegenConcurrency, exports: 1 },
  });
  await workers.ready();
  receiver = await startWebhookReceiver();
  requestId = await generate(PROMPT);
  failedRequestId = await generate('unplanned');
  await askThroughProxy();
  await workers.close();
  await deliverWebhooks();
  await telemetry.close();
  ({ spans } = collector);
});
afterAll(async () => {
  await queue.close();
  await studio.dispose();
  model.server.close();
  await receiver.close();
  await collector.close();
});

async function deliverWebhooks(): Promise<void> {
  const { config, db, keyring, log, mails, now, outbound, tracer } = studio.container;
  const slots = createDeliverySlots(
    {
      ...{ db, keyring, log, mails, now, outbound, tracer, studioUrl: config.mail.studioUrl },
      random: () => 0,
    },
    () => undefined,
  );
  await slots.fill();
  await slots.idle();
}

/** The same program behind a proxy that the operator believes. */
async function askThroughProxy(): Promise<void> {
  const { container } = studio;
  const http = { ...container.config.http, trustProxy: 1 };
  const app = createApp({ ...container, config: { ...container.config, http } });
  await supertest(app).get('/health').set('traceparent', FOREIGN).expect(200);
}

/** A model that answers over HTTP what it was asked, and notes whose trace it was called in. */
async function startModel(): Promise<typeof model> {
  const traceparents: (string | undefined)[] = [];
  const server = createServer((req, res) => {
    traceparents.push(req.headers.traceparent as string | undefined);
    req.pipe(res);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traceparents,
  };
}

const modelProvider: PlanProvider = {
  name: 'stub',
  async *plan({ promptText, spec }, signal) {
    if (promptText === 'unplanned') throw new Error('nobody foresaw this');
    const request = { method: 'POST', body: JSON.stringify(spec), signal, sendsTrace: true };
    const answer = await studio.container.outbound.fetch(model.url, request);
    yield { type: 'usage', usage: { inputTokens: 3, outputTokens: 4, costCents: 0 } };
    yield { type: 'plan', plan: (await answer.json()) as Record<string, unknown> };
  },
};

/** Asks for an app as a program does, and waits until its job has ended. Returns the id of the request. */
async function generate(promptText: string): Promise<string> {
  const org = await studio.factories.buildOrg();
  const project = await studio.factories.buildProject({ org });
  const owner = await studio.factories.signedIn(org.ownerUserId);
  await studio.container.services.webhooks.create(owner, org.id, {
    ...{ url: receiver.url, events: ['codegen.succeeded'], description: '' },
  });
  const answer = await studio.agent
    .post(`/api/v1/projects/${project.id}/codegen`)
    .set({ ...(await studio.bearer(org.ownerUserId)), traceparent: FOREIGN })
    .send({ promptText, framework: 'react-tailwind' });
  expect(answer.status).toBe(202);
  const { jobId } = answer.body as { jobId: string };
  const { db, listener } = studio.container;
  const { signal } = new AbortController();
  const tail = tailEvents({ db, listener }, { jobId, after: 0, signal });
  while (!(await tail.next()).done);
  return answer.headers['x-request-id'] ?? '';
}

function one(name: string): CollectedSpan {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`there is no span ${name}: ${spans.map((s) => s.name).join(', ')}`);
  return found;
}

const parentOf = ({ parentSpanId }: CollectedSpan) =>
  spans.find(({ spanId }) => spanId === parentSpanId);

describe('the trace of a prompt', () => {
  test('goes from the request through the queue and the job to the provider, each the child of the one before', () => {
    const chain = [
      'POST /api/v1/projects/:projectId/codegen',
      'create codegen',
      'send codegen',
      'process codegen',
      'step call_model',
      'generate_content stub',
      'POST',
    ].map(one);
    chain.slice(1).forEach((span, at) => expect(parentOf(span)?.name).toBe(chain[at]?.name));
    expect(new Set(chain.map(({ traceId }) => traceId)).size).toBe(1);
    expect(chain[0]?.parentSpanId).toBeUndefined();
  });

  test('has the statements of the request and of the steps, by their text without values', () => {
    expect(parentOf(one('INSERT ps_codegen_jobs'))?.name).toBe(
      'POST /api/v1/projects/:projectId/codegen',
    );
    expect(parentOf(one('INSERT ps_outbox'))?.name).toBe('create codegen');
    expect(one('INSERT ps_codegen_jobs').attributes).toMatchObject({
      'db.system.name': 'postgresql',
      'db.query.text': expect.stringContaining('$1'),
    });
    const below = spans.filter((span) => parentOf(span)?.name === 'step verify');
    expect(below.map(({ name }) => name)).toContain('COMMIT');
  });

  test('has each step, and what the provider spent', () => {
    const { traceId } = one('process codegen');
    const ofJob = spans.filter((span) => span.traceId === traceId).map(({ name }) => name);
    const steps = ofJob.filter((name) => name.startsWith('step '));
    expect(steps).toEqual([
      ...['step normalize_prompt', 'step call_model', 'step generate_files'],
      ...['step post_process', 'step verify', 'step write_files'],
    ]);
    expect(one('generate_content stub').attributes).toMatchObject({
      'gen_ai.usage.input_tokens': 3,
      'gen_ai.usage.output_tokens': 4,
    });
  });

  test('goes on in the provider, which is told of it', () => {
    const { traceId, spanId } = one('POST');
    expect(model.traceparents).toEqual([`00-${traceId}-${spanId}-01`]);
  });

  test('goes on to the webhooks that are told of the end, and not into their hosts', () => {
    const delivery = one('deliver webhook');
    expect(parentOf(delivery)?.name).toBe('step write_files');
    const calls = spans.filter((span) => span.name === 'POST' && parentOf(span) === delivery);
    expect(calls).toMatchObject([{ attributes: { 'server.address': '127.0.0.1' } }]);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.headers.traceparent).toBeUndefined();
  });

  test('tells nothing of what people wrote, and little of who they are', () => {
    const told = collector.requests.map(({ body }) => body).join('');
    expect(told).not.toContain('Aline');
    expect(told).not.toMatch(/eyJ|@example\.com/);
  });

  test('is named with the request in what is logged for the request and for its job', () => {
    const lines = studio.logLines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const lineOf = (msg: string, id: string) =>
      lines.find((line) => line.msg === msg && line.requestId === id);
    const { traceId } = one('process codegen');
    expect(lineOf('request', requestId)).toMatchObject({ traceId });
    const failed = lineOf('a job failed on an unexpected error', failedRequestId);
    expect(failed).toMatchObject({ jobId: expect.stringMatching(/^cgj_/) });
    expect(spans.find(({ spanId }) => spanId === failed?.spanId)).toMatchObject({
      name: 'process codegen',
      traceId: failed?.traceId,
    });
  });

  test('shows where a job failed', () => {
    const failed = spans.filter(({ isFailed }) => isFailed).map(({ name }) => name);
    expect(failed).toEqual(['generate_content stub', 'step call_model']);
  });

  test('is that of a proxy which is believed, and never that of a stranger', () => {
    const inForeignTrace = spans.filter(({ traceId }) => traceId === FOREIGN_TRACE);
    expect(inForeignTrace.map(({ name }) => name)).toContain('GET /health');
    expect(inForeignTrace.map(({ name }) => name)).not.toContain('process codegen');
  });
});
