import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { WebhookDeliveryDetail, WebhookPayload, WebhookWithSecret } from '@promptly/common';
import { Webhook } from 'standardwebhooks';

import { type Account, signUp } from '../support/account.ts';
import { type Program, startProgram } from '../support/program.ts';

interface Received {
  headers: Record<string, string>;
  body: string;
}

const JOB_TIMEOUT_MS = 240_000;

let program: Program;
let account: Account;
let server: Server;
let url: string;
const received: Received[] = [];

beforeAll(async () => {
  server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const headers = Object.entries(req.headers).map(([name, value]) => [name, String(value)]);
      const one = {
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: Buffer.concat(chunks).toString(),
      };
      // The very first event is refused once: those behind it have to wait for it.
      res.writeHead(received.push(one) === 1 ? 500 : 204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/hook`;
  program = await startProgram({ env: { OUTBOUND_ALLOW: `127.0.0.1:${port}` } });
  account = await signUp(program.url);
});
afterAll(async () => {
  await program.stop();
  server.closeAllConnections();
  server.close();
});

const webhooks = (path = '') => `/orgs/${account.orgId}/webhooks${path}`;
const payloadOf = ({ body }: Received) => JSON.parse(body) as WebhookPayload;

test(
  'a webhook gets the events of a job in order, each signed, and again what it refused',
  async () => {
    const project = await account.createProject('Hooked');
    const made = await account.call<WebhookWithSecret>('POST', webhooks(), {
      url,
      events: ['codegen.*'],
    });
    expect(made.status).toBe(201);
    const { secret } = made.body;
    const jobId = await account.prompt(project.id, 'SaaS dashboard with sidebar, charts, auth');
    const job = await account.finished(jobId);
    expect(job.status).toBe('succeeded');
    while (received.length < 4) await sleep(100);

    expect(received.map((one) => payloadOf(one).event)).toEqual([
      ...['codegen.queued', 'codegen.queued', 'codegen.running', 'codegen.succeeded'],
    ]);
    expect(received[0]?.headers['webhook-id']).toBe(received[1]?.headers['webhook-id']);
    for (const { body, headers } of received) {
      new Webhook(secret).verify(body, headers);
      const [time = '', signature] = headers['x-promptly-signature']?.split(',') ?? [];
      const hmac = createHmac('sha256', secret)
        .update(`${time.slice(2)}.${body}`)
        .digest('hex');
      expect(signature).toBe(`v1=${hmac}`);
    }
    const last = received.at(-1);
    expect(last && payloadOf(last).data).toEqual({
      ...{ jobId, projectId: project.id, revisionId: job.result?.revisionId, costCents: 0 },
      artifactUrl: `${program.url}/api/v1/codegen/jobs/${jobId}`,
    });
  },
  JOB_TIMEOUT_MS,
);

test('a test of a webhook tells what its receiver said, and an inner address is refused', async () => {
  const made = await account.call<WebhookWithSecret>('POST', webhooks(), {
    url,
    events: ['export.*'],
  });
  const webhookId = made.body.id;
  const tested = await account.call<WebhookDeliveryDetail>('POST', '/webhooks/test', { webhookId });
  expect(tested.body).toMatchObject({ status: 'delivered', attempts: [{ responseStatus: 204 }] });
  const inner = await account.call('POST', webhooks(), {
    url: `${program.url}/api/v1/health`,
    events: ['export.*'],
  });
  expect(inner.status).toBe(422);
});
