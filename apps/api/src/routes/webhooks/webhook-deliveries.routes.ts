import { z } from 'zod';

import {
  idSchema,
  listDeliveriesQuerySchema,
  webhookDeliveryDetailSchema,
  webhookDeliveryPageSchema,
  webhookDeliverySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentDelivery, presentDeliveryDetail } from './webhooks.presenter.ts';

const webhookParams = z.object({ orgId: idSchema('org'), webhookId: idSchema('webhook') });
const deliveryParams = webhookParams.extend({ deliveryId: idSchema('delivery') });

export const webhookDeliveryRoutes = [
  defineRoute({
    operationId: 'listWebhookDeliveries',
    method: 'get',
    path: '/orgs/:orgId/webhooks/:webhookId/deliveries',
    tag: 'Webhooks',
    summary: 'List what was sent to a webhook, or is to be, newest first',
    description: 'By `event` and `status`. Deliveries are kept for 30 days.',
    auth: 'required',
    params: webhookParams,
    query: listDeliveriesQuerySchema,
    success: {
      status: 200,
      description: 'A page of deliveries',
      schema: webhookDeliveryPageSchema,
    },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params: { orgId, webhookId }, query, services }) {
      const page = await services.webhookDeliveries.list(actor, orgId, webhookId, query);
      return { items: page.items.map(presentDelivery), nextCursor: page.nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getWebhookDelivery',
    method: 'get',
    path: '/orgs/:orgId/webhooks/:webhookId/deliveries/:deliveryId',
    tag: 'Webhooks',
    summary: 'Read a delivery: what is sent, and what the receiver said each time',
    auth: 'required',
    params: deliveryParams,
    success: {
      status: 200,
      description: 'The delivery with its latest attempts',
      schema: webhookDeliveryDetailSchema,
    },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentDeliveryDetail(await services.webhookDeliveries.get(actor, params)),
  }),

  defineRoute({
    operationId: 'redeliverWebhookDelivery',
    method: 'post',
    path: '/orgs/:orgId/webhooks/:webhookId/deliveries/:deliveryId/redeliver',
    tag: 'Webhooks',
    summary: 'Send a delivery again',
    description:
      'The same body under the same `webhook-id`, from the start of the schedule, behind what waits of the same job. One that is on its way is tried now.',
    auth: 'required',
    idempotent: { needs: 'webhook.manage' },
    params: deliveryParams,
    success: { status: 202, description: 'It is on its way', schema: webhookDeliverySchema },
    errors: ['forbidden', 'not_found', 'conflict'],
    handle: async ({ actor, params, services }) =>
      presentDelivery(await services.webhookDeliveries.redeliver(actor, params)),
  }),
];
