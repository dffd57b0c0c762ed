import { createServer } from 'node:https';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'drizzle-orm';

import { webhooks } from '../../db/schema/index.ts';
import { createOutbound } from '../../integrations/outbound/outbound-fetch.ts';
import { UNTRUSTED } from '../../testing/untrusted-certificate.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../../testing/webhook-receiver.ts';
import type { UserActor } from '../actor.ts';
import { claimDeliveries } from './claim.ts';
import { sendEvent } from './send.ts';
import { createWebhookWorld, type WebhookWorld } from './testing/webhook-world.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
/** Between the attempts of an event. */
const DELAYS_MS = [
  ...[5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

let world: WebhookWorld;
let receiver: WebhookReceiver;
let other: WebhookReceiver;
let at: { orgId: string; owner: UserActor };

beforeAll(async () => {
  receiver = await startWebhookReceiver();
  other = await startWebhookReceiver();
  const allow = [receiver, other].map(({ port }) => `127.0.0.1:${port}`);
  world = await createWebhookWorld(allow.join(','));
});
beforeEach(async () => {
  await world.studio.container.db.delete(webhooks);
  at = await world.org();
});
afterEach(() => {
  for (const one of [receiver, other]) {
    one.received.length = 0;
    one.answerWith((res) => res.writeHead(204).end());
  }
});
afterAll(async () => {
  await world.studio.dispose();
  await receiver.close();
  await other.close();
});

const events = ({ received } = receiver) => received.map(({ payload }) => payload.event);
const statusesOf = async (webhookId: string) =>
  (await world.deliveriesOf(webhookId)).map(({ status }) => status);

describe('the schedule', () => {
  test('reaches a receiver that was down for an hour at its next attempt, and no sooner', async () => {
    const upAt = world.now().getTime() + HOUR_MS;
    receiver.answerWith((res) => res.writeHead(world.now().getTime() < upAt ? 500 : 200).end());
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    for (const [i, delayMs] of DELAYS_MS.slice(0, 4).entries()) {
      world.later(delayMs - 1);
      await world.deliver();
      expect(receiver.received).toHaveLength(i + 1);
      world.later(1);
      await world.deliver();
      expect(receiver.received).toHaveLength(i + 2);
    }
    expect(await statusesOf(row.id)).toEqual(['delivered']);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const statuses = (await world.attemptsOf(row.id)).map(({ responseStatus }) => responseStatus);
    expect(statuses).toEqual([500, 500, 500, 500, 200]);
  });

  test('ends after ten attempts over three days: the webhook is off, and its admins know', async () => {
    receiver.answerWith((res) => res.writeHead(500).end());
    const { row } = await world.webhook(at, receiver.url);
    const jobId = await world.happen(at.orgId, 'codegen.queued');
    await world.happen(at.orgId, 'codegen.running', jobId);
    await world.deliver();
    for (const delayMs of DELAYS_MS) {
      world.later(delayMs);
      await world.deliver();
    }
    expect(receiver.received).toHaveLength(10);
    expect(await statusesOf(row.id)).toEqual(['failed', 'canceled']);
    expect(await world.rowOf(row.id)).toMatchObject({ active: false, disabledReason: 'failing' });
    const [mail] = (await world.studio.container.mails.waiting()).slice(-1);
    expect(mail?.text).toContain(row.id);
    const { auditLog } = world.studio.container.services;
    const { items } = await auditLog.list(at.owner, at.orgId, {}, { limit: 1 });
    expect(JSON.stringify(items)).toContain('webhook.disabled');
    await world.happen(at.orgId, 'codegen.queued');
    world.later(SECOND_MS);
    await world.deliver();
    expect(receiver.received).toHaveLength(10);
  });

  test('gives an event up that alone is refused, goes on with the next of its job, and leaves the webhook on', async () => {
    receiver.answerWith((res, { payload }) =>
      res.writeHead(payload.event === 'codegen.queued' ? 500 : 204).end(),
    );
    const { row } = await world.webhook(at, receiver.url);
    const jobId = await world.happen(at.orgId, 'codegen.queued');
    await world.happen(at.orgId, 'codegen.running', jobId);
    await world.deliver();
    for (const delayMs of DELAYS_MS) {
      await world.happen(at.orgId, 'codegen.succeeded');
      world.later(delayMs);
      await world.deliver();
    }
    expect(events().filter((event) => event === 'codegen.queued')).toHaveLength(10);
    expect(events().at(-1)).toBe('codegen.running');
    expect((await world.rowOf(row.id))?.active).toBe(true);
  });

  test.each([
    ['429', '600', 10 * MINUTE_MS],
    ['503', '999999999', 24 * HOUR_MS],
    ['503', '1', 5 * SECOND_MS],
    ['500', '600', 5 * SECOND_MS],
  ])('after %s with Retry-After %s waits %d ms', async (status, retryAfter, waitMs) => {
    receiver.answerWith((res) =>
      res.writeHead(Number(status), { 'Retry-After': retryAfter }).end(),
    );
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver();
    const [delivery] = await world.deliveriesOf(row.id);
    expect(delivery?.nextAttemptAt).toEqual(new Date(world.now().getTime() + waitMs));
  });
});

describe('order', () => {
  test('no event of a job is sent before the one ahead of it, and other jobs do not wait', async () => {
    let refuse = true;
    receiver.answerWith((res, { payload }) =>
      res.writeHead(refuse && payload.data.jobId === jobId ? 500 : 204).end(),
    );
    await world.webhook(at, receiver.url);
    const jobId = await world.happen(at.orgId, 'codegen.queued');
    await world.happen(at.orgId, 'codegen.running', jobId);
    await world.happen(at.orgId, 'codegen.succeeded', jobId);
    await world.happen(at.orgId, 'codegen.canceled');
    await world.deliver();
    expect(events()).toEqual(['codegen.queued', 'codegen.canceled']);
    refuse = false;
    world.later(5 * SECOND_MS);
    await world.deliver();
    expect(events().slice(2)).toEqual(['codegen.queued', 'codegen.running', 'codegen.succeeded']);
  });

  test('an event that comes while the one ahead of it ends is not left behind', async () => {
    await world.webhook(at, receiver.url);
    const jobId = await world.happen(at.orgId, 'codegen.queued');
    const work = Array.from({ length: 10 }, async () => {
      await world.happen(at.orgId, 'codegen.running', jobId);
      await world.deliver();
    });
    await Promise.all(work);
    await world.deliver();
    expect(receiver.received).toHaveLength(11);
  });
});

describe('an inner address is not reached', () => {
  test('by a redirect, which is a failure', async () => {
    const inner = await startWebhookReceiver();
    receiver.answerWith((res) => res.writeHead(307, { Location: inner.url }).end());
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver();
    await inner.close();
    expect(inner.received).toEqual([]);
    expect(await world.attemptsOf(row.id)).toMatchObject([
      { responseStatus: 307, errorCode: 'redirected' },
    ]);
    expect(await statusesOf(row.id)).toEqual(['pending']);
  });

  test('by a name that leads there later (rebinding)', async () => {
    const inner = await startWebhookReceiver();
    const address = '127.0.0.1';
    const resolve = () => Promise.resolve([{ address, family: 4 }]);
    const outbound = createOutbound({ allowHosts: [], resolve });
    const { row } = await world.webhook(at, 'https://rebind.example.com/');
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver({ outbound });
    await outbound.close();
    await inner.close();
    expect(inner.received).toEqual([]);
    const [attempt] = await world.attemptsOf(row.id);
    expect(attempt).toMatchObject({ responseStatus: null, errorCode: 'address_not_allowed' });
    expect(attempt?.errorMessage).not.toContain(address);
  });

  test('once the operator has taken its host off the list', async () => {
    const outbound = createOutbound({ allowHosts: [] });
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver({ outbound });
    expect(receiver.received).toEqual([]);
    expect(await world.attemptsOf(row.id)).toMatchObject([{ errorCode: 'url_not_allowed' }]);
  });
});

describe('a receiver', () => {
  test('whose certificate is not trusted is told nothing', async () => {
    const secure = await startWebhookReceiver(() => createServer(UNTRUSTED));
    const outbound = createOutbound({ allowHosts: ['127.0.0.1'] });
    const { row } = await world.webhook(at, receiver.url);
    const url = secure.url.replace('http:', 'https:');
    await world.deps.db.update(webhooks).set({ url });
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver({ outbound });
    await outbound.close();
    await secure.close();
    expect(secure.received).toEqual([]);
    expect(await world.attemptsOf(row.id)).toMatchObject([
      { responseStatus: null, errorCode: 'certificate_not_trusted' },
    ]);
  });

  test('that drips its answer is cut off, whatever its status was', async () => {
    receiver.answerWith((res) => {
      res.writeHead(200);
      const timer = setInterval(() => res.write('.'), 20);
      res.on('close', () => clearInterval(timer));
    });
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver({ timeoutMs: 300 });
    expect(await world.attemptsOf(row.id)).toMatchObject([
      { responseStatus: 200, errorCode: 'timeout' },
    ]);
    expect(await statusesOf(row.id)).toEqual(['pending']);
  });

  test('that hangs does not hold up the webhooks of others', async () => {
    receiver.answerWith(() => undefined);
    for (let i = 0; i < 6; i += 1) await world.webhook(at, receiver.url);
    const elsewhere = await world.org();
    await world.webhook(elsewhere, other.url);
    await world.happen(at.orgId, 'codegen.queued');
    for (let i = 0; i < 5; i += 1) await world.happen(elsewhere.orgId, 'codegen.queued');
    const allCame = new Promise<void>((resolve) => {
      other.answerWith((res) => {
        res.writeHead(204).end();
        if (other.received.length === 5) resolve();
      });
    });
    const slots = world.slots({}, () => void slots.fill());
    await slots.fill();
    await allCame;
    // Of one organization, four are under way at once.
    expect(receiver.received).toHaveLength(4);
    await slots.close(0);
  });

  test('that answers 410 is sent nothing more', async () => {
    receiver.answerWith((res) => res.writeHead(410).end());
    const { row } = await world.webhook(at, receiver.url);
    const jobId = await world.happen(at.orgId, 'codegen.queued');
    await world.happen(at.orgId, 'codegen.running', jobId);
    await world.deliver();
    expect(events()).toEqual(['codegen.queued']);
    expect(await world.rowOf(row.id)).toMatchObject({ active: false, disabledReason: 'gone' });
    expect(await statusesOf(row.id)).toEqual(['canceled', 'canceled']);
  });

  test('that answers much is heard out no further than its status, and 4 KiB of it are kept', async () => {
    receiver.answerWith((res) => res.writeHead(200).end('é'.repeat(200_000)));
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    await world.deliver();
    expect(await statusesOf(row.id)).toEqual(['delivered']);
    const [attempt] = await world.attemptsOf(row.id);
    expect(attempt?.responseBody).toBe('é'.repeat(2_048));
  });
});

describe('a sender that dies', () => {
  test('between sending and recording has its delivery sent again, under the same id, once its lease is over', async () => {
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    const [claimed] = await claimDeliveries(world.deps.db, world.now(), 10);
    if (claimed) await sendEvent(world.deps, claimed.webhook, claimed.event);
    await world.deliver();
    expect(receiver.received).toHaveLength(1);
    world.later(MINUTE_MS);
    await world.deliver();
    expect(receiver.received).toHaveLength(2);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(await statusesOf(row.id)).toEqual(['delivered']);
  });

  test('by stopping in the middle gives its delivery to others at once', async () => {
    receiver.answerWith(() => undefined);
    const { row } = await world.webhook(at, receiver.url);
    await world.happen(at.orgId, 'codegen.queued');
    const slots = world.slots();
    await slots.fill();
    await slots.close(0);
    receiver.answerWith((res) => res.writeHead(204).end());
    await world.deliver();
    expect(await statusesOf(row.id)).toEqual(['delivered']);
    expect(await world.attemptsOf(row.id)).toHaveLength(1);
  });
});

test('a deleted organization tells nothing, and what it had to tell once it is restored', async () => {
  const { orgDeletion } = world.studio.container.services;
  await world.webhook(at, receiver.url);
  await world.happen(at.orgId, 'codegen.queued');
  await orgDeletion.delete(at.owner, at.orgId);
  await world.deliver();
  expect(events()).toEqual([]);
  await orgDeletion.restore(at.owner, at.orgId);
  await world.deliver();
  expect(events()).toEqual(['codegen.queued']);
});

test('many senders at once send each event once', async () => {
  for (let i = 0; i < 4; i += 1) await world.webhook(at, receiver.url);
  for (let i = 0; i < 5; i += 1) await world.happen(at.orgId, 'codegen.queued');
  await Promise.all(Array.from({ length: 4 }, () => world.deliver()));
  await world.deliver();
  expect(receiver.received).toHaveLength(20);
});

test('what is old is forgotten, but not what is on its way', async () => {
  receiver.answerWith((res, { payload }) =>
    res.writeHead(payload.event === 'codegen.failed' ? 500 : 204).end(),
  );
  const { row } = await world.webhook(at, receiver.url);
  await world.happen(at.orgId, 'codegen.queued');
  await world.happen(at.orgId, 'codegen.failed');
  await world.deliver();
  const { webhookDeliveries } = world.studio.container.services;
  await webhookDeliveries.tidy();
  expect(await statusesOf(row.id)).toEqual(['delivered', 'pending']);
  world.later(31 * 24 * HOUR_MS);
  await webhookDeliveries.tidy();
  expect(await statusesOf(row.id)).toEqual(['pending']);
});

test('a webhook that more than 10,000 events wait for is switched off', async () => {
  const { db } = world.deps;
  const { row } = await world.webhook(at, receiver.url);
  const add = async (from: number, to: number) => {
    const numbers = sql`generate_series(${from}::int, ${to}::int) i`;
    await db.execute(sql`
      insert into ps_webhook_events (id, org_id, event, data)
      select 'evt_' || i, ${at.orgId}, 'codegen.queued', '{}' from ${numbers}`);
    await db.execute(sql`
      insert into ps_webhook_deliveries (id, org_id, webhook_id, event_id, event, subject, status)
      select 'dlv_' || i, ${at.orgId}, ${row.id}, 'evt_' || i, 'codegen.queued', 'x', 'waiting'
      from ${numbers}`);
  };
  const { webhookDeliveries } = world.studio.container.services;
  await add(1, 10_000);
  await webhookDeliveries.tidy();
  expect((await world.rowOf(row.id))?.active).toBe(true);
  await add(10_001, 10_001);
  await webhookDeliveries.tidy();
  expect(await world.rowOf(row.id)).toMatchObject({ active: false, disabledReason: 'backlog' });
});
