import {
  requestPasswordResetBodySchema,
  resetPasswordBodySchema,
  verifyEmailBodySchema,
} from '@promptly/common';

import { defineRoute, metaOf } from '../../http/define-route.ts';

export const mailLinkRoutes = [
  defineRoute({
    operationId: 'requestPasswordReset',
    method: 'post',
    path: '/auth/password-reset',
    tag: 'Account',
    summary: 'Ask for a new password by mail',
    description:
      'Answers the same whether or not there is an account with this address. The link of the mail works once, for an hour.',
    auth: 'none',
    body: requestPasswordResetBodySchema,
    success: { status: 202, description: 'If there is such an account, a mail is on its way' },
    errors: [],
    async handle(context) {
      await context.services.passwordReset.request(context.body, metaOf(context));
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'resetPassword',
    method: 'post',
    path: '/auth/password-reset/confirm',
    tag: 'Account',
    summary: 'Set a new password by the link of a mail',
    description: 'All sessions of the account end, and its address counts as verified.',
    auth: 'none',
    body: resetPasswordBodySchema,
    success: { status: 204, description: 'The password is set' },
    errors: ['link_expired'],
    async handle(context) {
      await context.services.passwordReset.confirm(context.body, metaOf(context));
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'requestEmailVerification',
    method: 'post',
    path: '/auth/email-verification',
    tag: 'Account',
    summary: 'Send the mail that verifies the address again',
    description:
      'Signing up sends it for the first time. Its link works for three days. An API key has no account, and is forbidden this.',
    auth: 'required',
    success: { status: 202, description: 'The mail is on its way' },
    errors: ['forbidden', 'conflict'],
    async handle({ actor, services }) {
      await services.emailVerification.sendAgain(actor);
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'verifyEmail',
    method: 'post',
    path: '/auth/email-verification/confirm',
    tag: 'Account',
    summary: 'Verify the address of the signed-in user by the link of a mail',
    description:
      'The link is worth nothing to another account, which is `forbidden`: whoever gets a mail that they did not ask for ' +
      'cannot verify their address for a stranger by it. An API key has no account, and is forbidden this.',
    auth: 'required',
    body: verifyEmailBodySchema,
    success: { status: 204, description: 'The address is verified' },
    errors: ['forbidden', 'link_expired'],
    async handle({ actor, body, services }) {
      await services.emailVerification.confirm(actor, body.token);
      return undefined;
    },
  }),
];
