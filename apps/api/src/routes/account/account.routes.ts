import { z } from 'zod';

import {
  accountSessionPageSchema,
  changePasswordBodySchema,
  deleteMeBodySchema,
  idSchema,
  meSchema,
  pageQuerySchema,
  scheduledErasureSchema,
  updateMeBodySchema,
} from '@promptly/common';

import { defineRoute } from '../../http/define-route.ts';
import { userOf } from '../../services/access.ts';
import { presentMe } from '../auth/auth.presenter.ts';
import { clearRefreshCookie, isStudio } from '../auth/refresh-cookie.ts';
import { presentAccountSession } from './account.presenter.ts';

const NO_KEYS = 'An API key has no account, and is forbidden this.';

export const accountRoutes = [
  defineRoute({
    operationId: 'getMe',
    method: 'get',
    path: '/auth/me',
    tag: 'Account',
    summary: 'Read the signed-in user with their organizations',
    description: NO_KEYS,
    auth: 'required',
    success: { status: 200, description: 'The user', schema: meSchema },
    errors: ['forbidden'],
    async handle({ actor, services }) {
      const user = await services.auth.user(userOf(actor).userId);
      return presentMe(user, await services.orgs.membershipsOf(user.id));
    },
  }),

  defineRoute({
    operationId: 'updateMe',
    method: 'patch',
    path: '/auth/me',
    tag: 'Account',
    summary: 'Change the name or the picture of the signed-in user',
    description: `\`avatarUrl\` is an https address, or null for none. It is for programs: the studio shows initials, as it loads nothing from other hosts. ${NO_KEYS}`,
    auth: 'required',
    body: updateMeBodySchema,
    success: { status: 200, description: 'The user', schema: meSchema },
    errors: ['forbidden'],
    async handle({ actor, body, services }) {
      const user = await services.account.update(actor, body);
      return presentMe(user, await services.orgs.membershipsOf(user.id));
    },
  }),

  defineRoute({
    operationId: 'deleteMe',
    method: 'delete',
    path: '/auth/me',
    tag: 'Account',
    summary: 'Delete the account, which signing in restores for a while',
    description:
      'All sessions end, as do API keys and open invitations that the user gave out in organizations of others. ' +
      'Organizations without another member go with it; those of others besides must have ' +
      'another owner, or it is `last_owner` with `details.orgIds`. An account without a password needs a sign-in of ' +
      `the last ten minutes. After \`erasesAt\`, all of its data is erased. ${NO_KEYS}`,
    auth: 'required',
    body: deleteMeBodySchema,
    success: { status: 202, description: 'It is deleted', schema: scheduledErasureSchema },
    errors: ['forbidden', 'wrong_password', 'reauthentication_required', 'last_owner'],
    async handle(context) {
      const { erasesAt } = await context.services.userDeletion.deleteMe(
        context.actor,
        context.body,
      );
      if (isStudio(context)) clearRefreshCookie(context);
      return { erasesAt: erasesAt.toISOString() };
    },
  }),

  defineRoute({
    operationId: 'changePassword',
    method: 'post',
    path: '/auth/password',
    tag: 'Account',
    summary: 'Change the password, by the present one',
    description: `All other sessions end; this one stays. Wrong attempts are limited to ten, and one more a minute. ${NO_KEYS}`,
    auth: 'required',
    body: changePasswordBodySchema,
    success: { status: 204, description: 'The password is changed' },
    errors: ['forbidden', 'wrong_password', 'conflict'],
    async handle({ actor, body, services }) {
      await services.account.changePassword(actor, body);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'listSessions',
    method: 'get',
    path: '/auth/sessions',
    tag: 'Account',
    summary: 'List where the user is signed in, the latest sign-in first',
    description: NO_KEYS,
    auth: 'required',
    query: pageQuerySchema,
    success: { status: 200, description: 'A page of sessions', schema: accountSessionPageSchema },
    errors: ['forbidden'],
    async handle({ actor, query, services }) {
      const { sessionId } = userOf(actor);
      const { items, nextCursor } = await services.account.sessions(actor, query);
      return { items: items.map((row) => presentAccountSession(row, sessionId)), nextCursor };
    },
  }),

  defineRoute({
    operationId: 'revokeSession',
    method: 'delete',
    path: '/auth/sessions/:sessionId',
    tag: 'Account',
    summary: 'Sign out somewhere',
    description: `Its refresh token is worth nothing from then on, its streams end, and its access token runs out within ten minutes. Revoking the current session is signing out. ${NO_KEYS}`,
    auth: 'required',
    params: z.object({ sessionId: idSchema('session') }),
    success: { status: 204, description: 'The session has ended' },
    errors: ['forbidden', 'not_found'],
    async handle(context) {
      const { actor, params, services } = context;
      await services.account.endSession(actor, params.sessionId);
      const isThisOne = userOf(actor).sessionId === params.sessionId;
      if (isThisOne && isStudio(context)) clearRefreshCookie(context);
      return undefined;
    },
  }),
];
