import { readFile } from 'node:fs/promises';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';

import { workAsToy } from '../services/codegen/testing/work-as-toy.ts';
import { createDeliverySlots } from '../services/webhooks/deliver.ts';
import { createProjectClient, type ProjectClient } from '../testing/project-client.ts';
import { createTestApp, type TestApp } from '../testing/test-app.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';

const OPERATIONS = join(import.meta.dirname, '../../../../docs/operations.md');
/** One line of the text format: a name, labels and a number. */
const SAMPLE =
  /^([a-z_][a-z0-9_]*)(\{(?:[a-z_]+="(?:[^"\\\n]|\\.)*",?)*\})? (-?[\d.e+-]+|NaN|[+-]Inf)$/i;

let studio: TestApp;
let project: ProjectClient;
let receiver: WebhookReceiver;
let server: Server;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  studio = await createTestApp({ env: { OUTBOUND_ALLOW: '127.0.0.1' } });
  server = createServer(studio.app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
beforeEach(async () => {
  project = await createProjectClient(studio);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await studio.dispose();
  await receiver.close();
});

/** All samples, by name with labels as Prometheus writes them. */
async function scrape(): Promise<Map<string, number>> {
  const { text, status } = await studio.agent.get('/metrics');
  expect(status).toBe(200);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const [, name, labels = '', value] = SAMPLE.exec(line) ?? [];
      if (name === undefined) throw new Error(`not a sample: ${line}`);
      return [name + labels, Number(value)];
    }),
  );
}

/** By how much a figure moves while something happens. */
async function moved(sample: string, work: () => PromiseLike<unknown>): Promise<number> {
  const before = (await scrape()).get(sample) ?? 0;
  await work();
  return ((await scrape()).get(sample) ?? 0) - before;
}

async function prompt(promptText: string): Promise<string> {
  const { status, body } = await project.post('/codegen', {
    ...{ promptText, framework: 'react-tailwind' },
  });
  expect(status).toBe(202);
  return (body as { jobId: string }).jobId;
}

const runs = async (promptText: string) => workAsToy(studio.container, await prompt(promptText));

describe('of requests', () => {
  const count = (labels: string) => `promptly_http_requests_total{${labels}}`;
  test.each([
    ['their number by route', count('method="GET",route="/orgs",status="401"'), '/api/v1/orgs'],
    ['their errors', 'promptly_http_errors_total{code="not_found"}', '/api/v1/projects/prj_x'],
    ['what no route took', count('method="GET",route="none",status="404"'), '/wp-login.php'],
  ])('%s', async (_what, sample, path) => {
    const headers = path.includes('prj') ? project.headers : {};
    expect(await moved(sample, () => studio.agent.get(path).set(headers))).toBe(1);
  });

  test('their time', async () => {
    const sample = 'promptly_http_request_duration_seconds_count{method="GET",route="/health"}';
    expect(await moved(sample, () => studio.agent.get('/health'))).toBe(1);
  });

  test('who follows a stream, until they leave', async () => {
    const { port } = server.address() as AddressInfo;
    const path = `/api/v1/stream/codegen/${await prompt('a shop to follow')}`;
    const request = get({ port, path, host: '127.0.0.1', headers: project.headers });
    const [stream] = (await once(request, 'response')) as [IncomingMessage];
    stream.on('error', () => undefined);
    await once(stream, 'data');
    expect((await scrape()).get('promptly_sse_clients')).toBe(1);
    request.destroy();
    while ((await scrape()).get('promptly_sse_clients') !== 0);
  });
});

describe('of jobs', () => {
  test.each([
    ['how long they waited', 'promptly_job_wait_seconds_count{queue="codegen"}', 1],
    ['how they ended', 'promptly_job_run_seconds_count{queue="codegen",outcome="succeeded"}', 1],
    ['verdicts', 'promptly_verdicts_total{verdict="passed"}', 1],
    ['checks', 'promptly_checks_total{check="types",status="passed"}', 1],
    ['tokens in', 'promptly_model_tokens_total{provider="local",direction="in"}', 1],
    ['tokens out', 'promptly_model_tokens_total{provider="local",direction="out"}', 2],
    ['money', 'promptly_model_cost_cents_total{provider="local"}', 0.25],
    ['calls', 'promptly_model_request_seconds_count{provider="local",outcome="answered"}', 1],
    [
      'what the storage took',
      'promptly_storage_operation_seconds_count{operation="put",outcome="succeeded"}',
      1,
    ],
  ])('%s', async (_what, sample, least) => {
    expect(await moved(sample, () => runs('a shop for honey'))).toBeGreaterThanOrEqual(least);
  });

  test.each([
    ['fails:types', 'promptly_verdicts_total{verdict="failed"}'],
    ['fails:types', 'promptly_job_failures_total{queue="codegen",code="verification_failed"}'],
    ['skips:render', 'promptly_verdicts_total{verdict="incomplete"}'],
    ['unreadable', 'promptly_job_failures_total{queue="codegen",code="prompt_unreadable"}'],
  ])('what went wrong with %s: %s', async (promptText, sample) => {
    expect(await moved(sample, () => runs(promptText))).toBe(1);
  });

  test('how many wait, and for how long, in the whole instance; counted seldom', async () => {
    const other = await createTestApp();
    const client = await createProjectClient(other);
    await client.post('/codegen', { promptText: 'a shop', framework: 'react-tailwind' });
    const read = async () => {
      const { text } = await other.agent.get('/metrics');
      return [
        /^promptly_queue_messages\{queue="codegen",state="waiting"\} (\d+)$/m.exec(text)?.[1],
        /^promptly_queue_messages\{queue="outbox",state="waiting"\} (\d+)$/m.exec(text)?.[1],
        /^promptly_queue_up (\d)$/m.exec(text)?.[1],
      ];
    };
    expect(await read()).toEqual(['1', '1', '1']);
    await client.post('/codegen', { promptText: 'a shop', framework: 'react-tailwind' });
    expect(await read()).toEqual(['1', '1', '1']);
    await other.dispose();
  });
});

describe('of the parts', () => {
  test('deliveries of webhooks by what came of them', async () => {
    const { config, db, keyring, log, mails, now, outbound, services } = studio.container;
    const owner = await studio.factories.signedIn(project.actor.userId);
    await services.webhooks.create(owner, project.orgId, {
      ...{ url: receiver.url, events: ['codegen.*'], description: '' },
    });
    const slots = createDeliverySlots(
      {
        ...{ db, keyring, log, mails, now, outbound, studioUrl: config.mail.studioUrl },
        ...{ random: () => 0, onAttempt: services.metrics.parts.observeDelivery },
      },
      () => undefined,
    );
    const deliver = async () => {
      await prompt('a shop to tell of');
      await slots.fill();
      await slots.idle();
    };
    const of = (outcome: string) => `promptly_webhook_attempt_seconds_count{outcome="${outcome}"}`;
    expect(await moved(of('delivered'), deliver)).toBe(1);
    receiver.answerWith((res) => res.writeHead(500).end());
    expect(await moved(of('refused'), deliver)).toBe(1);
  });

  test('builds of previews', async () => {
    const sample = 'promptly_preview_build_seconds_count{outcome="succeeded"}';
    expect(await moved(sample, () => project.get('/preview'))).toBe(1);
  });

  test('connections, event loop and the release', async () => {
    const samples = await scrape();
    const connections = ['used', 'idle'].map(
      (state) => samples.get(`promptly_db_pool_connections{pool="query",state="${state}"}`) ?? 0,
    );
    expect(connections[0]! + connections[1]!).toBeGreaterThan(0);
    expect(samples.get('promptly_db_pool_waiting{pool="query"}')).toBe(0);
    expect(samples.get('promptly_nodejs_eventloop_utilization')).toBeLessThanOrEqual(1);
    expect(samples.has('promptly_nodejs_eventloop_lag_p99_seconds')).toBe(true);
    expect([...samples.keys()].find((name) => name.startsWith('promptly_build_info'))).toContain(
      process.version,
    );
  });
});

test('each is in the table for operators, and nothing else is', async () => {
  const { text } = await studio.agent.get('/metrics');
  const told = Array.from(text.matchAll(/^# TYPE (promptly_\w+) /gm), ([, name]) => name!);
  const own = told.filter((name) => !/^promptly_(process|nodejs)_/.test(name));
  const table = await readFile(OPERATIONS, 'utf8');
  const documented = Array.from(table.matchAll(/^\| `(promptly_\w+)`/gm), ([, name]) => name!);
  expect(documented.filter((name) => !name.startsWith('promptly_nodejs_')).sort()).toEqual(
    own.sort(),
  );
});

test('ids of people and addresses are in no label', async () => {
  const { text } = await studio.agent.get('/metrics');
  expect(text).not.toMatch(/(usr|org|prj|cgj|whk)_[0-9A-Z]{20,}|127\.0\.0\.1/);
});
