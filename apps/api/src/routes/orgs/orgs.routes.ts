import { z } from 'zod';

import {
  createOrgBodySchema,
  idSchema,
  orgPageSchema,
  orgSchema,
  pageQuerySchema,
  updateOrgBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentOrg } from './orgs.presenter.ts';

export const orgRoutes = [
  defineRoute({
    operationId: 'createOrg',
    method: 'post',
    path: '/orgs',
    tag: 'Organizations',
    summary: 'Make an organization, which the caller owns',
    auth: 'required',
    idempotent: { needs: null },
    body: createOrgBodySchema,
    success: { status: 201, description: 'The organization', schema: orgSchema },
    errors: ['forbidden', 'slug_taken', 'limit_exceeded'],
    handle: async ({ actor, body, services }) =>
      presentOrg(await services.orgs.create(actor, body)),
  }),

  defineRoute({
    operationId: 'listOrgs',
    method: 'get',
    path: '/orgs',
    tag: 'Organizations',
    summary: 'List the organizations that the caller belongs to, newest first',
    auth: 'required',
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of organizations', schema: orgPageSchema },
    errors: [],
    async handle({ actor, query, services }) {
      const { items, nextCursor } = await services.orgs.list(actor, query);
      return { items: items.map(presentOrg), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'getOrg',
    method: 'get',
    path: '/orgs/:orgId',
    tag: 'Organizations',
    summary: 'Read an organization',
    auth: 'required',
    params: z.object({ orgId: idSchema('org') }),
    success: { status: 200, description: 'The organization', schema: orgSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentOrg(await services.orgs.get(actor, params.orgId)),
  }),

  defineRoute({
    operationId: 'updateOrg',
    method: 'patch',
    path: '/orgs/:orgId',
    tag: 'Organizations',
    summary: 'Rename an organization; its slug stays, as links hold it',
    auth: 'required',
    params: z.object({ orgId: idSchema('org') }),
    body: updateOrgBodySchema,
    success: { status: 200, description: 'The organization', schema: orgSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, body, services }) =>
      presentOrg(await services.orgs.update(actor, params.orgId, body)),
  }),
];
