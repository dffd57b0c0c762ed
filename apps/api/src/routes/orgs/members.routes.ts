import { z } from 'zod';

import {
  idSchema,
  memberPageSchema,
  memberSchema,
  orgSchema,
  pageQuerySchema,
  transferOrgBodySchema,
  updateMemberBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { presentMember } from './members.presenter.ts';
import { presentOrg } from './orgs.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });
const memberParams = orgParams.extend({ userId: idSchema('user') });

const VOUCHING_NOTE =
  'Whoever is no admin any more loses the API keys that they made for the organization.';

export const memberRoutes = [
  defineRoute({
    operationId: 'listMembers',
    method: 'get',
    path: '/orgs/:orgId/members',
    tag: 'Members',
    summary: 'List who belongs to an organization, newest first',
    auth: 'required',
    needs: 'org.read',
    params: orgParams,
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of members', schema: memberPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.members.list(actor, params.orgId, query);
      return { items: items.map(presentMember), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'updateMember',
    method: 'patch',
    path: '/orgs/:orgId/members/:userId',
    tag: 'Members',
    summary: 'Change the role of a member',
    description: `For admins; only an owner makes others owners, or an owner something else. ${VOUCHING_NOTE}`,
    auth: 'required',
    params: memberParams,
    body: updateMemberBodySchema,
    success: { status: 200, description: 'The member', schema: memberSchema },
    errors: ['forbidden', 'not_found', 'last_owner', 'conflict'],
    handle: async ({ actor, params, body, services }) =>
      presentMember(
        await services.members.changeRole(actor, params.orgId, params.userId, body.role),
      ),
  }),

  defineRoute({
    operationId: 'removeMember',
    method: 'delete',
    path: '/orgs/:orgId/members/:userId',
    tag: 'Members',
    summary: 'Remove a member, or leave an organization oneself',
    description: `Their event streams and previews end with it. ${VOUCHING_NOTE}`,
    auth: 'required',
    params: memberParams,
    success: { status: 204, description: 'They do not belong to it any more' },
    errors: ['forbidden', 'not_found', 'last_owner', 'conflict'],
    async handle({ actor, params, services }) {
      await services.members.remove(actor, params.orgId, params.userId);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'transferOrg',
    method: 'post',
    path: '/orgs/:orgId/transfer',
    tag: 'Members',
    summary: 'Make an admin the owner in the caller’s place',
    description:
      'For owners. Any other member is made an admin first. The caller becomes an admin; limits count the organization for the new owner.',
    auth: 'required',
    params: orgParams,
    body: transferOrgBodySchema,
    success: { status: 200, description: 'The organization', schema: orgSchema },
    errors: ['forbidden', 'not_found', 'conflict'],
    handle: async ({ actor, params, body, services }) =>
      presentOrg(await services.members.transfer(actor, params.orgId, body.userId)),
  }),
];
