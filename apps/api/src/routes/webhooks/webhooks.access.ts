import { newId } from '@promptly/common';

import { webhooks } from '../../db/schema/index.ts';
import { generateSecret, wrapSecret } from '../../services/webhooks/secrets.ts';
import type { AccessRows } from '../../testing/access/rows.ts';
import { least } from '../../testing/access/rules.ts';
import type { AccessWorld } from '../../testing/access/world.ts';

const ENDED = { 'owner whose session has ended': 401 };
const BODY = { url: 'https://receiver.example.com/', events: ['codegen.*'] };

/** To be changed. Nobody is called there: the address is an inner one. */
async function newWebhook({ studio, ids: { orgId } }: AccessWorld): Promise<{ webhookId: string }> {
  const id = newId('webhook');
  const { db, keyring } = studio.container;
  const secret = wrapSecret(await keyring.toWrap(db, orgId), id, generateSecret());
  const values = { id, orgId, secret, url: 'https://127.0.0.1/', events: BODY.events };
  await db.insert(webhooks).values(values);
  return { webhookId: id };
}

const webhookOf = (world: AccessWorld) => world.once('webhook', () => newWebhook(world));

function deliveryOf(world: AccessWorld): Promise<{ webhookId: string; deliveryId: string }> {
  return world.once('webhook delivery', async () => {
    const { webhookId } = await newWebhook(world);
    const { webhookDeliveries } = world.studio.container.services;
    const { delivery } = await webhookDeliveries.ping(world.owner, webhookId);
    return { webhookId, deliveryId: delivery.id };
  });
}

export const access: AccessRows = {
  createWebhook: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: { orgId: await world.newOrg() }, body: BODY }),
  },
  listWebhooks: { answers: least('admin', null) },
  getWebhook: {
    answers: least('admin', null),
    call: async (world) => ({ ids: await webhookOf(world) }),
  },
  updateWebhook: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await webhookOf(world), body: { description: 'New' } }),
  },
  deleteWebhook: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await newWebhook(world) }),
  },
  rotateWebhookSecret: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await webhookOf(world) }),
  },
  testWebhook: {
    answers: least('admin', null),
    call: async (world) => ({ body: await webhookOf(world) }),
  },
  listWebhookDeliveries: {
    answers: least('admin', null),
    call: async (world) => ({ ids: await webhookOf(world) }),
  },
  getWebhookDelivery: {
    answers: least('admin', null),
    call: async (world) => ({ ids: await deliveryOf(world) }),
  },
  redeliverWebhookDelivery: {
    answers: { ...least('admin', null), ...ENDED },
    call: async (world) => ({ ids: await deliveryOf(world) }),
  },
};
