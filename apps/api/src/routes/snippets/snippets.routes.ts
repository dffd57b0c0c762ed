import { z } from 'zod';

import {
  createSnippetBodySchema,
  idSchema,
  listSnippetsQuerySchema,
  snippetDetailSchema,
  snippetPageSchema,
  updateSnippetBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentSnippet, presentSnippetDetail } from './snippets.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const snippetParams = z.object({ snippetId: idSchema('snippet') });

export const snippetRoutes = [
  defineRoute({
    operationId: 'createSnippet',
    method: 'post',
    path: '/orgs/:orgId/snippets',
    tag: 'Library',
    summary: 'Keep a piece of code to use again',
    auth: 'required',
    idempotent: { needs: 'library.manage' },
    params: orgParams,
    body: createSnippetBodySchema,
    success: { status: 201, description: 'The snippet', schema: snippetDetailSchema },
    errors: ['forbidden', 'not_found', 'limit_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentSnippetDetail(await services.snippets.create(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'listSnippets',
    method: 'get',
    path: '/orgs/:orgId/snippets',
    tag: 'Library',
    summary: 'List the snippets of an organization, newest first',
    auth: 'required',
    needs: 'library.read',
    params: orgParams,
    query: listSnippetsQuerySchema,
    success: { status: 200, description: 'A page of snippets', schema: snippetPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.snippets.list(actor, params.orgId, query);
      return { items: items.map(presentSnippet), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getSnippet',
    method: 'get',
    path: '/snippets/:snippetId',
    tag: 'Library',
    summary: 'Read a snippet with its code',
    auth: 'required',
    needs: 'library.read',
    params: snippetParams,
    success: { status: 200, description: 'The snippet', schema: snippetDetailSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentSnippetDetail(await services.snippets.get(actor, params.snippetId)),
  }),

  defineRoute({
    operationId: 'updateSnippet',
    method: 'patch',
    path: '/snippets/:snippetId',
    tag: 'Library',
    summary: 'Change a snippet',
    auth: 'required',
    needs: 'library.manage',
    params: snippetParams,
    body: updateSnippetBodySchema,
    success: { status: 200, description: 'The snippet', schema: snippetDetailSchema },
    errors: ['forbidden', 'not_found', 'limit_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentSnippetDetail(await services.snippets.update(actor, params.snippetId, body)),
  }),

  defineRoute({
    operationId: 'deleteSnippet',
    method: 'delete',
    path: '/snippets/:snippetId',
    tag: 'Library',
    summary: 'Delete a snippet, for good',
    auth: 'required',
    needs: 'library.manage',
    params: snippetParams,
    success: { status: 204, description: 'It is gone' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.snippets.remove(actor, params.snippetId);
      return undefined;
    },
  }),
];
