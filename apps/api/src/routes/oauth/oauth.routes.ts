import { z } from 'zod';

import {
  authProviderPageSchema,
  linkAccountAnswerSchema,
  linkAccountBodySchema,
  linkForeignAccountBodySchema,
  linkedAccountPageSchema,
  linkedProviderSchema,
  oauthCallbackQuerySchema,
  oauthProviderSchema,
  signInProviderSchema,
  startOAuthQuerySchema,
  type OAuthProviderName,
} from '@promptly/common';

import { defineRawRoute, defineRoute, metaOf, type RouteContext } from '../../http/define-route.ts';
import type { BegunFlow } from '../../services/identity/provider-sign-in.ts';
import { setRefreshCookie } from '../auth/refresh-cookie.ts';
import { setFlowCookie, takeFlowCookie } from './flow-cookie.ts';
import { pageAfter, presentLinkedAccount } from './oauth.presenter.ts';

const CALLBACK_BASE = '/api/v1/oauth';
const NO_KEYS = 'An API key has no account, and is forbidden this.';

export const oauthRoutes = [
  defineRoute({
    operationId: 'listAuthProviders',
    method: 'get',
    path: '/auth/providers',
    tag: 'Authentication',
    summary: 'List where people can sign in, or link accounts, besides the password',
    description: 'What the operator set up; there is no second page.',
    auth: 'none',
    success: { status: 200, description: 'The providers', schema: authProviderPageSchema },
    errors: [],
    handle: ({ services }) =>
      Promise.resolve({ items: services.providerSignIn.offered(), nextCursor: null }),
  }),

  // Before the one for all: it takes the first path that fits.
  defineRawRoute({
    operationId: 'startFigmaOAuth',
    method: 'get',
    path: '/oauth/figma/start',
    tag: 'Account',
    summary: 'Send somebody who is signed in to Figma, to link their account there',
    description: `Figma is linked only: it signs nobody in. A browser, which cannot open an address with a bearer token, is sent by \`POST /oauth/figma/link\`. ${NO_KEYS}`,
    auth: 'required',
    rateLimit: 'oauth',
    query: startOAuthQuerySchema,
    success: { status: 302, description: 'To Figma' },
    errors: ['forbidden', 'provider_not_configured', 'reauthentication_required'],
    async handle(context) {
      const { actor, query, services } = context;
      const addresses = addressesOf(context, 'figma', query.returnTo);
      redirect(context, await services.providerSignIn.beginLink(actor, 'figma', addresses));
    },
  }),

  defineRawRoute({
    operationId: 'startOAuth',
    method: 'get',
    path: '/oauth/:provider/start',
    tag: 'Authentication',
    summary: 'Send the browser to a provider, to sign in or sign up there',
    description:
      'For a browser to open. It comes back to `/oauth/{provider}/callback`, in the same browser, within ten minutes.',
    auth: 'none',
    rateLimit: 'oauth',
    params: z.object({ provider: signInProviderSchema }),
    query: startOAuthQuerySchema,
    success: { status: 302, description: 'To the provider' },
    errors: ['provider_not_configured', 'provider_refused', 'provider_unreachable'],
    async handle(context) {
      const { provider } = context.params;
      const addresses = addressesOf(context, provider, context.query.returnTo);
      redirect(context, await context.services.providerSignIn.beginSignIn(provider, addresses));
    },
  }),

  defineRoute({
    operationId: 'linkAccount',
    method: 'post',
    path: '/oauth/:provider/link',
    tag: 'Account',
    summary: 'Begin to link an account of a provider to the one that is signed in',
    description: `Sets a cookie, and answers where the browser goes then; another browser cannot end what this one began. It comes back to \`returnTo\`, with \`linked=<provider>\` or \`problem=<code>\`. The sign-in must not be older than ten minutes. ${NO_KEYS}`,
    auth: 'required',
    rateLimit: 'oauth',
    params: z.object({ provider: oauthProviderSchema }),
    body: linkAccountBodySchema,
    success: { status: 200, description: 'Where to go', schema: linkAccountAnswerSchema },
    errors: [
      ...(['forbidden', 'provider_not_configured', 'provider_refused'] as const),
      ...(['provider_unreachable', 'reauthentication_required'] as const),
    ],
    async handle(context) {
      const { actor, params, body, services } = context;
      const addresses = addressesOf(context, params.provider, body.returnTo);
      const begun = await services.providerSignIn.beginLink(actor, params.provider, addresses);
      setFlowCookie(context, begun.sealed);
      return { url: begun.url };
    },
  }),

  defineRawRoute({
    operationId: 'finishOAuth',
    method: 'get',
    path: '/oauth/:provider/callback',
    tag: 'Authentication',
    summary: 'Come back from a provider',
    description:
      'For the browser that began. Signs in with the refresh cookie of the studio, or links the account, and goes on to a page of the studio: to `/sign-in?problem=<code>` where nobody could be signed in.',
    auth: 'none',
    rateLimit: 'oauth',
    params: z.object({ provider: oauthProviderSchema }),
    query: oauthCallbackQuerySchema,
    success: { status: 302, description: 'To the studio' },
    errors: ['provider_not_configured'],
    async handle(context) {
      const { params, query, req, res, services } = context;
      const { provider } = params;
      const callback = new URL(redirectUriOf(context, provider));
      callback.search = new URL(req.originalUrl, callback.origin).search;
      const sealed = takeFlowCookie(context);
      const answer = { sealed, query, callback };
      const ended = await services.providerSignIn.finish(provider, answer, metaOf(context));
      if (ended.signedIn) setRefreshCookie(context, ended.signedIn.refreshToken);
      res
        .set('Cache-Control', 'no-store')
        .redirect(302, pageAfter(ended, provider, context.origins.studio));
    },
  }),

  defineRoute({
    operationId: 'listLinkedAccounts',
    method: 'get',
    path: '/auth/me/linked-accounts',
    tag: 'Account',
    summary: 'List the accounts at other services that are linked to the signed-in user',
    description: `One a provider, so there is no second page. ${NO_KEYS}`,
    auth: 'required',
    success: { status: 200, description: 'The accounts', schema: linkedAccountPageSchema },
    errors: ['forbidden'],
    async handle({ actor, services }) {
      const rows = await services.linkedAccounts.list(actor);
      return { items: rows.map(presentLinkedAccount), nextCursor: null };
    },
  }),

  defineRoute({
    operationId: 'linkForeignAccount',
    method: 'post',
    path: '/auth/me/linked-accounts',
    tag: 'Account',
    summary: 'Link an account of Supabase Auth or Firebase Auth by a token of it',
    description: `Also one that was unlinked. Sessions there that were ended here stay so: sign in there again. The sign-in here must not be older than ten minutes. ${NO_KEYS}`,
    auth: 'required',
    rateLimit: 'oauth',
    body: linkForeignAccountBodySchema,
    success: { status: 204, description: 'It is linked' },
    errors: ['forbidden', 'reauthentication_required', 'already_linked'],
    async handle(context) {
      const { actor, body, services } = context;
      await services.foreignSignIn.link(actor, body.token, metaOf(context));
      return undefined;
    },
  }),

  defineRoute({
    operationId: 'unlinkAccount',
    method: 'delete',
    path: '/auth/me/linked-accounts/:provider',
    tag: 'Account',
    summary: 'Unlink an account at another service',
    description: `What we may do there is given back where the provider can take it, and sessions that began with its tokens end. It does not join again by a shared address: link it for that. ${NO_KEYS}`,
    auth: 'required',
    params: z.object({ provider: linkedProviderSchema }),
    success: { status: 204, description: 'It is not linked any more' },
    errors: ['forbidden', 'not_found', 'last_sign_in'],
    async handle({ actor, params, services }) {
      await services.linkedAccounts.unlink(actor, params.provider);
      return undefined;
    },
  }),
];

function addressesOf(
  context: Pick<RouteContext, 'origins'>,
  provider: OAuthProviderName,
  returnTo: string,
) {
  return { returnTo, redirectUri: redirectUriOf(context, provider) };
}

/** Where providers send browsers back to: below PUBLIC_URL where there is one, whatever a proxy made of the request. */
function redirectUriOf({ origins }: Pick<RouteContext, 'origins'>, provider: OAuthProviderName) {
  return `${origins.studio}${CALLBACK_BASE}/${provider}/callback`;
}

function redirect(
  context: Pick<RouteContext, 'req' | 'res' | 'origins'>,
  { url, sealed }: BegunFlow,
) {
  setFlowCookie(context, sealed);
  context.res.set('Cache-Control', 'no-store').redirect(302, url);
}
