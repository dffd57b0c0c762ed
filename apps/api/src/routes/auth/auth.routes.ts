import {
  AppError,
  loginBodySchema,
  refreshBodySchema,
  sessionSchema,
  signupBodySchema,
  signupRuleSchema,
  type Session,
} from '@promptly/common';

import { defineRoute, metaOf, type RouteContext } from '../../http/define-route.ts';
import type { SignedIn } from '../../services/auth/auth-service.ts';
import { presentSession } from './auth.presenter.ts';
import {
  clearRefreshCookie,
  isStudio,
  readRefreshCookie,
  setRefreshCookie,
} from './refresh-cookie.ts';

const STUDIO_NOTE =
  'With the header `X-Promptly-Client: studio`, the refresh token is set as an httpOnly cookie, and `refreshToken` in the answer is empty.';

export const authRoutes = [
  defineRoute({
    operationId: 'getSignupRule',
    method: 'get',
    path: '/auth/signup',
    tag: 'Authentication',
    summary: 'Tell who may make an account',
    auth: 'none',
    success: { status: 200, description: 'The rule', schema: signupRuleSchema },
    errors: [],
    handle: ({ services }) => services.auth.signupRule(),
  }),

  defineRoute({
    operationId: 'signup',
    method: 'post',
    path: '/auth/signup',
    tag: 'Authentication',
    summary: 'Make an account with a first organization',
    description: `Where accounts are made by invitation (\`SIGNUP=invite\`), it needs the token of one for the same e-mail address; that is accepted apart, by acceptInvitation. ${STUDIO_NOTE}`,
    auth: 'none',
    rateLimit: 'signup',
    body: signupBodySchema,
    success: { status: 201, description: 'The session', schema: sessionSchema },
    errors: ['email_taken', 'signup_closed', 'forbidden', 'link_expired'],
    handle: async (context) =>
      answer(context, await context.services.auth.signup(context.body, metaOf(context))),
  }),

  defineRoute({
    operationId: 'login',
    method: 'post',
    path: '/auth/login',
    tag: 'Authentication',
    summary: 'Sign in with e-mail address and password',
    description: STUDIO_NOTE,
    auth: 'none',
    body: loginBodySchema,
    success: { status: 200, description: 'The session', schema: sessionSchema },
    errors: ['invalid_credentials'],
    handle: async (context) =>
      answer(context, await context.services.auth.login(context.body, metaOf(context))),
  }),

  defineRoute({
    operationId: 'refreshSession',
    method: 'post',
    path: '/auth/refresh',
    tag: 'Authentication',
    summary: 'Trade a refresh token for the next one and a new access token',
    description: `A token that was used before ends the session, and its user is told by mail, except the one before, again within 10 seconds. ${STUDIO_NOTE}`,
    auth: 'none',
    body: refreshBodySchema,
    success: { status: 200, description: 'The session', schema: sessionSchema },
    errors: ['unauthenticated', 'refresh_token_reused'],
    async handle(context) {
      const token = context.body.refreshToken ?? readRefreshCookie(context);
      if (!token) throw new AppError('unauthenticated', 'Send a refresh token.');
      return answer(context, await context.services.auth.refresh(token, metaOf(context)));
    },
  }),

  defineRoute({
    operationId: 'logout',
    method: 'post',
    path: '/auth/logout',
    tag: 'Authentication',
    summary: 'End the session of a refresh token',
    auth: 'none',
    body: refreshBodySchema,
    success: { status: 204, description: 'The session has ended, or had before' },
    errors: [],
    async handle(context) {
      const token = context.body.refreshToken ?? readRefreshCookie(context);
      if (token) await context.services.auth.logout(token, metaOf(context));
      if (isStudio(context)) clearRefreshCookie(context);
      return undefined;
    },
  }),
];

function answer(context: RouteContext, signedIn: SignedIn): Session {
  const session = presentSession(signedIn);
  if (!isStudio(context)) return session;
  setRefreshCookie(context, session.refreshToken);
  return { ...session, refreshToken: '' };
}
