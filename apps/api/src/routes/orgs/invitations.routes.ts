import { z } from 'zod';

import {
  acceptInvitationBodySchema,
  createdInvitationSchema,
  createInvitationBodySchema,
  idSchema,
  invitationOfferSchema,
  invitationPageSchema,
  lookUpInvitationBodySchema,
  memberSchema,
  pageQuerySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import {
  presentCreatedInvitation,
  presentInvitation,
  presentOffer,
} from './invitations.presenter.ts';
import { presentMember } from './members.presenter.ts';

const orgParams = z.object({ orgId: idSchema('org') });

export const invitationRoutes = [
  defineRoute({
    operationId: 'createInvitation',
    method: 'post',
    path: '/orgs/:orgId/invite',
    tag: 'Members',
    summary: 'Invite somebody by e-mail address',
    description:
      'A link is sent to the e-mail address, and told in the answer this once, to be handed on. Its token is a bearer ' +
      'credential: whoever has the link can accept for that address, once, within seven days. An open invitation of ' +
      'the same e-mail address is replaced. 100 may be open. An address to which all organizations together sent 20 is ' +
      'sent one more every five minutes; an invitation beyond that is made without its mail, and `mailed` is false.',
    auth: 'required',
    idempotent: { needs: 'member.manage', secret: true },
    params: orgParams,
    body: createInvitationBodySchema,
    success: { status: 201, description: 'The invitation', schema: createdInvitationSchema },
    errors: ['forbidden', 'not_found', 'already_member', 'limit_exceeded'],
    handle: async ({ actor, params, body, services, origins }) =>
      presentCreatedInvitation(
        await services.invitations.create(actor, params.orgId, body),
        origins.studio,
      ),
  }),

  defineRoute({
    operationId: 'lookUpInvitation',
    method: 'post',
    path: '/orgs/:orgId/invite/look-up',
    tag: 'Members',
    summary: 'Tell whoever holds the token of an invitation what it is to',
    description: 'It needs no account, and uses nothing up.',
    auth: 'none',
    params: orgParams,
    body: lookUpInvitationBodySchema,
    success: { status: 200, description: 'The offer', schema: invitationOfferSchema },
    errors: ['not_found', 'link_expired'],
    handle: async ({ params, body, services }) =>
      presentOffer(await services.invitations.offer(params.orgId, body.token)),
  }),

  defineRoute({
    operationId: 'listInvitations',
    method: 'get',
    path: '/orgs/:orgId/invitations',
    tag: 'Members',
    summary: 'List the invitations that can still be accepted, newest first',
    auth: 'required',
    params: orgParams,
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of invitations', schema: invitationPageSchema },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, query, services }) {
      const { items, nextCursor } = await services.invitations.list(actor, params.orgId, query);
      return { items: items.map(presentInvitation), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'revokeInvitation',
    method: 'delete',
    path: '/orgs/:orgId/invitations/:invitationId',
    tag: 'Members',
    summary: 'Take an invitation back',
    auth: 'required',
    params: orgParams.extend({ invitationId: idSchema('invitation') }),
    success: { status: 204, description: 'It cannot be accepted any more' },
    errors: ['forbidden', 'not_found'],
    async handle({ actor, params, services }) {
      await services.invitations.revoke(actor, params.orgId, params.invitationId);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'acceptInvitation',
    method: 'post',
    path: '/orgs/:orgId/members',
    tag: 'Members',
    summary: 'Accept an invitation, and belong to the organization',
    description:
      'For the account with the e-mail address that was invited, whether or not that is verified: the token is the ' +
      'proof. Sent again with the same token, it answers the same; ' +
      'it needs no `Idempotency-Key`.',
    auth: 'required',
    params: orgParams,
    body: acceptInvitationBodySchema,
    success: { status: 201, description: 'The caller as a member', schema: memberSchema },
    errors: ['forbidden', 'not_found', 'already_member', 'link_expired', 'quota_exceeded'],
    handle: async ({ actor, params, body, services }) =>
      presentMember(await services.invitations.accept(actor, params.orgId, body.token)),
  }),
];
