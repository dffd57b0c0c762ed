import { z } from 'zod';

import {
  apiKeyPageSchema,
  createApiKeyBodySchema,
  createdApiKeySchema,
  idSchema,
  listApiKeysQuerySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentApiKey } from './api-keys.presenter.ts';

const WHO = 'For admins of the organization who are signed in; an API key manages no keys.';

export const apiKeyRoutes = [
  defineRoute({
    operationId: 'createApiKey',
    method: 'post',
    path: '/auth/api-keys',
    tag: 'API keys',
    summary: 'Make an API key for an organization',
    description: `The key acts for the organization within its scopes, until it expires or is revoked. Its \`secret\` is told in this answer only: send it as a bearer token. ${WHO}`,
    auth: 'required',
    idempotent: { needs: 'apiKey.manage', secret: true },
    body: createApiKeyBodySchema,
    success: { status: 201, description: 'The key, with its secret', schema: createdApiKeySchema },
    errors: ['forbidden', 'not_found', 'limit_exceeded'],
    async handle({ actor, body, services }) {
      const { row, secret } = await services.orgKeys.create(actor, body);
      return { ...presentApiKey(row), secret };
    },
  }),

  defineRoute({
    operationId: 'listApiKeys',
    method: 'get',
    path: '/auth/api-keys',
    tag: 'API keys',
    summary: 'List the API keys of an organization, newest first',
    description: `Expired keys are among them, revoked ones are not. ${WHO}`,
    auth: 'required',
    query: listApiKeysQuerySchema,
    success: { status: 200, description: 'A page of keys', schema: apiKeyPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, query, services }) {
      const { items, nextCursor } = await services.orgKeys.list(actor, query);
      return { items: items.map(presentApiKey), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'revokeApiKey',
    method: 'delete',
    path: '/auth/api-keys/:apiKeyId',
    tag: 'API keys',
    summary: 'Revoke an API key',
    description: `Requests with it are refused from then on, and streams that it opened end. ${WHO}`,
    auth: 'required',
    params: z.object({ apiKeyId: idSchema('apiKey') }),
    success: { status: 204, description: 'The key is revoked' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.orgKeys.revoke(actor, params.apiKeyId);
      return undefined;
    },
  }),
];
