import { z } from 'zod';

import {
  createOrgBodySchema,
  idSchema,
  listOrgsQuerySchema,
  orgDetailSchema,
  orgPageSchema,
  orgSchema,
  quotasSchema,
  scheduledErasureSchema,
  updateOrgBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentOrg, presentOrgDetails, presentQuotas } from './orgs.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });

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
    description: '`deleted=true` lists those that the caller owns and can restore.',
    auth: 'required',
    needs: 'org.read',
    query: listOrgsQuerySchema,
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
    summary: 'Read an organization, with the settings and flags that hold for it',
    auth: 'required',
    needs: 'org.read',
    params: orgParams,
    success: { status: 200, description: 'The organization', schema: orgDetailSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentOrgDetails(await services.orgs.get(actor, params.orgId)),
  }),

  defineRoute({
    operationId: 'updateOrg',
    method: 'patch',
    path: '/orgs/:orgId',
    tag: 'Organizations',
    summary: 'Rename an organization, change its settings and flags',
    description:
      'The slug stays, as links hold it. Null takes a setting or flag back to its default. A flag that the ' +
      'operator decided stays as it is; plan, limits and region are not changed here.',
    auth: 'required',
    needs: 'org.update',
    params: orgParams,
    body: updateOrgBodySchema,
    success: { status: 200, description: 'The organization', schema: orgDetailSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, body, services }) =>
      presentOrgDetails(await services.orgs.update(actor, params.orgId, body)),
  }),

  defineRoute({
    operationId: 'deleteOrg',
    method: 'delete',
    path: '/orgs/:orgId',
    tag: 'Organizations',
    summary: 'Delete an organization, which can be restored for a while',
    description:
      'Its jobs end, and its keys, previews and projects are gone at once; to all but its owners it does not exist ' +
      'any more. Until `erasesAt`, an owner can restore it and ask for all of its data.',
    auth: 'required',
    params: orgParams,
    success: { status: 202, description: 'It is deleted', schema: scheduledErasureSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      const { erasesAt } = await services.orgDeletion.delete(actor, params.orgId);
      return { erasesAt: erasesAt.toISOString() };
    },
  }),

  defineRoute({
    operationId: 'restoreOrg',
    method: 'post',
    path: '/orgs/:orgId/restore',
    tag: 'Organizations',
    summary: 'Restore a deleted organization',
    description: '`org_deleted` once it is being erased.',
    auth: 'required',
    params: orgParams,
    success: { status: 200, description: 'The organization, in use', schema: orgSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentOrg(await services.orgDeletion.restore(actor, params.orgId)),
  }),

  defineRoute({
    operationId: 'getQuotas',
    method: 'get',
    path: '/orgs/:orgId/quotas',
    tag: 'Organizations',
    summary: 'Read what an organization may spend, and has spent',
    description:
      'Jobs, tokens, cents and exports count for a calendar month in UTC, bytes and members as there are. Beyond a ' +
      'limit, what would spend is refused with `quota_exceeded` (402) before it begins.',
    auth: 'required',
    needs: 'org.read',
    params: orgParams,
    success: { status: 200, description: 'Limits and usage', schema: quotasSchema },
    errors: ['forbidden', 'not_found'],
    handle: async ({ actor, params, services }) =>
      presentQuotas(await services.quotas.get(actor, params.orgId)),
  }),
];
