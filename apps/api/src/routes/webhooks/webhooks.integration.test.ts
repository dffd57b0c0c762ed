import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';
import { Webhook as StandardWebhook } from 'standardwebhooks';

import {
  LIMITS,
  WEBHOOK_EVENTS,
  type Webhook,
  type WebhookDelivery,
  type WebhookDeliveryDetail,
  type WebhookWithSecret,
} from '@promptly/common';

import { webhooks } from '../../db/schema/index.ts';
import { createDeliverySlots } from '../../services/webhooks/deliver.ts';
import { refusalOf } from '../../testing/answers.ts';
import type { OrgRow } from '../../testing/factories.ts';
import { createOrgOf, createPeople, type People } from '../../testing/org-people.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';

const DAY_MS = 24 * 60 * 60_000;

let studio: TestApp;
let receiver: WebhookReceiver;
let people: People;
let org: OrgRow;
let orgId: string;
let clock: Date;

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  const env = { OUTBOUND_ALLOW: `127.0.0.1:${receiver.port},listed.example.com` };
  clock = new Date();
  studio = await createTestApp({ env, now: () => clock });
  people = await createPeople(studio);
});
beforeEach(async () => {
  clock = new Date();
  org = await createOrgOf(studio, people);
  orgId = org.id;
});
afterEach(() => {
  receiver.received.length = 0;
  receiver.answerWith((res) => res.writeHead(204).end());
});
afterAll(async () => {
  await studio.dispose();
  await receiver.close();
});

const url = (path = '') => `/api/v1/orgs/${orgId}/webhooks${path}`;
const as = (method: 'get' | 'post' | 'patch' | 'delete', address: string) =>
  studio.agent[method](address).set(people.admin.headers);
const create = (body: object = {}) =>
  as('post', url()).send({ url: receiver.url, events: ['codegen.*'], ...body });

async function created(body: object = {}): Promise<WebhookWithSecret> {
  const answer = await create(body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body as WebhookWithSecret;
}

async function ping(webhookId: string): Promise<WebhookDeliveryDetail> {
  const answer = await as('post', '/api/v1/webhooks/test').send({ webhookId });
  expect(answer.status).toBe(200);
  return answer.body as WebhookDeliveryDetail;
}

async function deliveries(webhookId: string, query = ''): Promise<WebhookDelivery[]> {
  const answer = await as('get', url(`/${webhookId}/deliveries${query}`));
  expect(answer.status).toBe(200);
  return (answer.body as { items: WebhookDelivery[] }).items;
}

async function deliver(): Promise<void> {
  const { config, ...deps } = studio.container;
  const { studioUrl } = config.mail;
  const slots = createDeliverySlots({ ...deps, studioUrl, random: () => 0 }, () => undefined);
  while ((await slots.fill()) > 0) await slots.idle();
}

/** Everything that the database holds, as one text. */
async function dump(): Promise<string> {
  const tables = [
    'ps_webhooks',
    'ps_idempotency_records',
    'ps_audit_logs',
    'ps_outbox',
    'ps_mails',
  ];
  const rows = await Promise.all(
    tables.map((table) => studio.container.db.execute(sql`select * from ${sql.identifier(table)}`)),
  );
  return JSON.stringify(rows.map((answer) => answer.rows));
}

describe('a webhook', () => {
  test('tells its secret once, and the database never', async () => {
    const { secret, ...shown } = await created({ description: 'CI' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shown).toMatchObject({ orgId, active: true, events: ['codegen.*'], description: 'CI' });
    expect(shown.createdBy).toBe(people.admin.userId);
    const read = await as('get', url(`/${shown.id}`));
    expect(read.body).toEqual(shown);
    const list = await as('get', url());
    expect((list.body as { items: Webhook[] }).items).toEqual([shown]);
    expect(await dump()).not.toContain(secret);
    expect(studio.logLines.join('')).not.toContain(secret);
  });

  test('that is asked for again under its key is told again', async () => {
    const key = randomUUID();
    const first = await create().set('Idempotency-Key', key);
    const again = await create().set('Idempotency-Key', key);
    expect([first.status, again.body]).toEqual([201, first.body]);
    expect(await dump()).not.toContain((first.body as WebhookWithSecret).secret);
  });

  test.each([
    ['https://example.com/hook?key=1', 201],
    ['http://listed.example.com/', 201],
    ['http://example.com/', 422],
    ['https://user:password@example.com/', 422],
    ['https://127.0.0.1/', 422],
    ['https://[::ffff:10.0.0.1]/', 422],
    ['https://169.254.169.254/latest', 422],
    ['https://2130706433/', 422],
    ['https://93.184.215.14:8443/', 422],
    ['ftp://example.com/', 422],
    ['file:///etc/passwd', 422],
    ['javascript:alert(1)', 422],
    ['https://exa\nmple.com/', 422],
    ['https://', 422],
    [`https://example.com/${'x'.repeat(LIMITS.webhookUrlMaxChars)}`, 422],
  ])('at %j is answered %d', async (address, status) => {
    const answer = await create({ url: address });
    expect(answer.status).toBe(status);
    if (status === 422) expect(refusalOf(answer)).toEqual([422, 'validation_failed']);
  });

  test('at an inner address is refused with what the operator can set, and not with the address', async () => {
    const { text } = await create({ url: 'https://10.1.2.3/' });
    expect(text).toContain('OUTBOUND_ALLOW');
    expect(text).not.toContain('10.1.2.3');
  });

  test.each([
    { events: [] },
    { events: ['codegen.finished'] },
    { events: ['*'] },
    { events: 'codegen.*' },
    { active: false },
    { secret: 'whsec_mine' },
  ])('with %j is refused', async (body) => {
    expect(refusalOf(await create(body))).toEqual([422, 'validation_failed']);
  });

  test('may ask for each event, and twice for one is once', async () => {
    const { events } = await created({ events: [...WEBHOOK_EVENTS, 'codegen.failed'] });
    expect(events).toEqual(WEBHOOK_EVENTS);
  });

  test('is one of 20 and no more, however many are asked for at once', async () => {
    const max = LIMITS.webhooksPerOrgMax;
    const answers = await Promise.all(Array.from({ length: max + 5 }, () => create()));
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(refusalOf)).toEqual(Array(5).fill([422, 'limit_exceeded']));
  });

  test('is changed in part, and the log tells its host and no more of its address', async () => {
    const { id } = await created();
    const body = { url: 'https://hooks.example.com/services/T0SECRET', events: ['export.failed'] };
    const answer = await as('patch', url(`/${id}`)).send(body);
    expect(answer.body).toMatchObject({ ...body, active: true, description: '' });
    const { rows } = await studio.container.db.execute(
      sql`select metadata_json from ps_audit_logs where action = 'webhook.updated' and entity_id = ${id}`,
    );
    expect(JSON.stringify(rows)).toContain('hooks.example.com');
    expect(JSON.stringify(rows)).not.toContain('T0SECRET');
    expect(refusalOf(await as('patch', url(`/${id}`)).send({}))).toEqual([
      422,
      'validation_failed',
    ]);
    const inner = await as('patch', url(`/${id}`)).send({ url: 'https://10.0.0.1/' });
    expect(refusalOf(inner)).toEqual([422, 'validation_failed']);
  });

  test('that is deleted takes its deliveries along', async () => {
    const { id } = await created();
    await ping(id);
    await as('delete', url(`/${id}`)).expect(204);
    expect(refusalOf(await as('get', url(`/${id}`)))).toEqual([404, 'not_found']);
    const count = await studio.container.db.$count(webhooks, sql`id = ${id}`);
    expect(count).toBe(0);
  });
});

describe('a new secret', () => {
  test('signs beside the old one for a day, and alone after that', async () => {
    const { id, secret: old } = await created();
    const answer = await as('post', url(`/${id}/rotate-secret`));
    const rotated = answer.body as WebhookWithSecret;
    expect(rotated.secret).not.toBe(old);
    expect(Date.parse(rotated.previousSecretExpiresAt ?? '')).toBe(clock.getTime() + DAY_MS);
    await ping(id);
    const [first] = receiver.received;
    for (const secret of [old, rotated.secret]) {
      new StandardWebhook(secret).verify(first?.body ?? '', first?.headers ?? {});
    }
    expect(first?.headers['x-promptly-signature']?.split(',v1=')).toHaveLength(3);
    clock = new Date(clock.getTime() + DAY_MS);
    const { services } = studio.container;
    await services.webhookDeliveries.ping(await studio.factories.signedIn(people.admin.userId), id);
    const second = receiver.received[1];
    expect(second?.headers['x-promptly-signature']?.split(',v1=')).toHaveLength(2);
    expect(second?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});

describe('a ping', () => {
  test('is a signed delivery, and its answer tells what the receiver said', async () => {
    receiver.answerWith((res) => res.writeHead(201).end('thank you'));
    const { id, secret } = await created();
    const detail = await ping(id);
    expect(detail).toMatchObject({ event: 'ping', status: 'delivered', attemptCount: 1 });
    expect(detail.attempts).toMatchObject([
      { number: 1, responseStatus: 201, responseBody: 'thank you', error: null },
    ]);
    const [got] = receiver.received;
    expect(got?.payload).toMatchObject({ event: 'ping', data: { webhookId: id } });
    expect(got?.body).toBe(detail.request.body);
    expect(got?.headers).toMatchObject(detail.request.headers);
    expect(new StandardWebhook(secret).verify(got?.body ?? '', got?.headers ?? {})).toBeTruthy();
    expect(JSON.stringify(detail)).not.toContain('v1');
  });

  test('that fails is not tried again, and switches nothing off', async () => {
    receiver.answerWith((res) => res.writeHead(410).end());
    const { id } = await created();
    expect(await ping(id)).toMatchObject({ status: 'failed', nextAttemptAt: null });
    await deliver();
    expect(receiver.received).toHaveLength(1);
    expect(await as('get', url(`/${id}`))).toMatchObject({ body: { active: true } });
  });

  test('to where nobody is, or nobody may be, says so', async () => {
    const { id } = await created();
    await studio.container.db
      .update(webhooks)
      .set({ url: 'https://127.0.0.1/' })
      .where(sql`id = ${id}`);
    const { attempts } = await ping(id);
    expect(attempts).toMatchObject([
      { responseStatus: null, responseBody: null, error: { code: 'address_not_allowed' } },
    ]);
  });

  test('can be asked for so often and no more', async () => {
    const { id } = await created();
    const answers = await Promise.all(
      Array.from({ length: 25 }, () => as('post', '/api/v1/webhooks/test').send({ webhookId: id })),
    );
    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.map(refusalOf)).toEqual(Array(5).fill([429, 'rate_limited']));
    expect(refused[0]?.headers['retry-after']).toBeDefined();
  });
});

describe('deliveries', () => {
  async function withHistory(): Promise<string> {
    const { id } = await created({ events: ['codegen.*', 'project.file.changed'] });
    await studio.factories.buildProject({ org });
    receiver.answerWith((res) => res.writeHead(500).end('no'));
    clock = new Date(Date.now() + 1_000);
    await deliver();
    await ping(id);
    return id;
  }
  test('are listed by event and status, page by page', async () => {
    const id = await withHistory();
    const all = await deliveries(id);
    expect(all.map(({ event, status }) => [event, status])).toEqual([
      ['ping', 'failed'],
      ['project.file.changed', 'pending'],
    ]);
    expect(await deliveries(id, '?event=ping')).toEqual([all[0]]);
    expect(await deliveries(id, '?status=pending')).toEqual([all[1]]);
    expect(await deliveries(id, '?status=delivered')).toEqual([]);
    const first = await as('get', url(`/${id}/deliveries?limit=1`));
    const { nextCursor } = first.body as { nextCursor: string };
    expect(await deliveries(id, `?limit=1&cursor=${nextCursor}`)).toEqual([all[1]]);
    const elsewhere = await as('get', url(`/${id}/deliveries?event=ping&cursor=${nextCursor}`));
    expect(refusalOf(elsewhere)).toEqual([422, 'validation_failed']);
  });

  test('that failed are sent again with the same body and id', async () => {
    const id = await withHistory();
    const [, delivery] = await deliveries(id);
    await as('patch', url(`/${id}`))
      .send({ active: false })
      .expect(200);
    expect((await deliveries(id)).map(({ status }) => status)).toEqual(['failed', 'canceled']);
    const again = () => as('post', url(`/${id}/deliveries/${delivery?.id}/redeliver`));
    expect(refusalOf(await again())).toEqual([409, 'conflict']);
    await as('patch', url(`/${id}`))
      .send({ active: true })
      .expect(200);
    receiver.answerWith((res) => res.writeHead(200).end('yes'));
    expect(await again()).toMatchObject({ status: 202, body: { status: 'pending' } });
    await deliver();
    const detail = await as('get', url(`/${id}/deliveries/${delivery?.id}`));
    const { status, attempts } = detail.body as WebhookDeliveryDetail;
    expect(status).toBe('delivered');
    expect(attempts.map(({ responseBody }) => responseBody)).toEqual(['no', 'yes']);
    const [first, , last] = receiver.received;
    expect([last?.body, last?.headers['webhook-id']]).toEqual([
      first?.body,
      first?.headers['webhook-id'],
    ]);
  });
});
