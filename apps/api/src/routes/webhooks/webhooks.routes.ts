import { z } from 'zod';

import {
  createWebhookBodySchema,
  idSchema,
  pageQuerySchema,
  testWebhookBodySchema,
  updateWebhookBodySchema,
  webhookDeliveryDetailSchema,
  webhookPageSchema,
  webhookSchema,
  webhookWithSecretSchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentDeliveryDetail, presentWebhook, presentWithSecret } from './webhooks.presenter.ts';

const WHO = 'For admins who are signed in: a webhook would outlast the API key that made it.';
const orgParams = z.object({ orgId: idSchema('org') });
const webhookParams = orgParams.extend({ webhookId: idSchema('webhook') });

export const webhookRoutes = [
  defineRoute({
    operationId: 'createWebhook',
    method: 'post',
    path: '/orgs/:orgId/webhooks',
    tag: 'Webhooks',
    summary: 'Have events of an organization sent to an address',
    description: `Each event is a signed POST; \`events\` may hold groups such as \`codegen.*\`. The answer tells the \`secret\` that signs, here and at its rotation only. Addresses use https, or http where the operator lists the host. An organization has at most 20. ${WHO}`,
    auth: 'required',
    idempotent: { needs: 'webhook.manage', secret: true },
    params: orgParams,
    body: createWebhookBodySchema,
    success: {
      status: 201,
      description: 'The webhook, with its secret',
      schema: webhookWithSecretSchema,
    },
    errors: ['forbidden', 'not_found', 'limit_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentWithSecret(await services.webhooks.create(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'listWebhooks',
    method: 'get',
    path: '/orgs/:orgId/webhooks',
    tag: 'Webhooks',
    summary: 'List the webhooks of an organization, newest first',
    description: WHO,
    auth: 'required',
    params: orgParams,
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of webhooks', schema: webhookPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.webhooks.list(actor, params.orgId, query);
      return { items: items.map(presentWebhook), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getWebhook',
    method: 'get',
    path: '/orgs/:orgId/webhooks/:webhookId',
    tag: 'Webhooks',
    summary: 'Read a webhook',
    description: WHO,
    auth: 'required',
    params: webhookParams,
    success: { status: 200, description: 'The webhook', schema: webhookSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentWebhook(await services.webhooks.get(actor, params.orgId, params.webhookId)),
  }),

  defineRoute({
    operationId: 'updateWebhook',
    method: 'patch',
    path: '/orgs/:orgId/webhooks/:webhookId',
    tag: 'Webhooks',
    summary: 'Change a webhook, or switch it off or on again',
    description: `While it is off, no events are kept for it, and what waited is canceled; a canceled delivery can be redelivered. ${WHO}`,
    auth: 'required',
    params: webhookParams,
    body: updateWebhookBodySchema,
    success: { status: 200, description: 'The webhook', schema: webhookSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, body, services }) =>
      presentWebhook(await services.webhooks.update(actor, params.orgId, params.webhookId, body)),
  }),

  defineRoute({
    operationId: 'deleteWebhook',
    method: 'delete',
    path: '/orgs/:orgId/webhooks/:webhookId',
    tag: 'Webhooks',
    summary: 'Delete a webhook and its deliveries',
    description: WHO,
    auth: 'required',
    params: webhookParams,
    success: { status: 204, description: 'Nothing is sent any more' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.webhooks.remove(actor, params.orgId, params.webhookId);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'rotateWebhookSecret',
    method: 'post',
    path: '/orgs/:orgId/webhooks/:webhookId/rotate-secret',
    tag: 'Webhooks',
    summary: 'Make a new secret for a webhook',
    description: `The one before it signs beside the new one for 24 hours; an older one ends at once. ${WHO}`,
    auth: 'required',
    idempotent: { needs: 'webhook.manage', secret: true },
    params: webhookParams,
    success: {
      status: 200,
      description: 'The webhook, with its new secret',
      schema: webhookWithSecretSchema,
    },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentWithSecret(
        await services.webhooks.rotateSecret(actor, params.orgId, params.webhookId),
      ),
  }),

  defineRoute({
    operationId: 'testWebhook',
    method: 'post',
    path: '/webhooks/test',
    tag: 'Webhooks',
    summary: 'Send a ping to a webhook, and wait for what its receiver says',
    description: `Sent once, as every event is sent, within 15 seconds; also while the webhook is off. An organization has about 10 a minute. ${WHO}`,
    auth: 'required',
    body: testWebhookBodySchema,
    success: {
      status: 200,
      description: 'The delivery, `delivered` or `failed`, with its one attempt',
      schema: webhookDeliveryDetailSchema,
    },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, body, services }) =>
      presentDeliveryDetail(await services.webhookDeliveries.ping(actor, body.webhookId)),
  }),
];
