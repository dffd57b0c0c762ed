import {
  AppError,
  type AuthProvider,
  type ErrorCode,
  type OAuthCallbackQuery,
  type OAuthProviderName,
  type SignInProviderName,
} from '@promptly/common';

import { ProviderError, type OAuthProvider } from '../../integrations/oauth/provider.ts';
import type { OAuthProviders } from '../../integrations/oauth/providers.ts';
import { userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import type { RequestMeta } from '../audit.ts';
import type { SignedIn } from '../auth/auth-service.ts';
import { assertRecentSignIn } from '../auth/recent-sign-in.ts';
import type { OpenSession, Sessions } from '../auth/sessions.ts';
import { assertStillValid } from '../credentials.ts';
import { linkArrival, signInArrival, type ArrivalDeps } from './arrivals.ts';
import {
  FLOW_LIFE_MS,
  newSecrets,
  openFlow,
  sealFlow,
  spendState,
  type OAuthFlow,
} from './oauth-flow.ts';

/** Addresses of one way to a provider. */
export interface FlowAddresses {
  /** Where the provider sends the browser back to. */
  redirectUri: string;
  /** A path of the studio, for afterwards. */
  returnTo: string;
}

/** `url` is where the browser goes, `sealed` what it keeps until it comes back. */
export interface BegunFlow {
  url: string;
  sealed: string;
}

/** How a way to a provider ended; `problem` says why it was in vain. */
export interface EndedFlow {
  purpose: 'sign_in' | 'link';
  returnTo: string;
  signedIn: SignedIn | null;
  problem: ErrorCode | null;
}

/** Signing in, and linking accounts, through a browser that goes to a provider and comes back. */
export interface ProviderSignIn {
  offered(): AuthProvider[];
  /** Throws `provider_not_configured`, `provider_unreachable` or `provider_refused`. */
  beginSignIn(provider: SignInProviderName, addresses: FlowAddresses): Promise<BegunFlow>;
  /**
   * The same for somebody who signed in within ten minutes, as what is linked signs in for good. Throws
   * `reauthentication_required` besides; an API key is answered `forbidden`.
   */
  beginLink(
    actor: Actor,
    provider: OAuthProviderName,
    addresses: FlowAddresses,
  ): Promise<BegunFlow>;
  /** Throws `provider_not_configured`. */
  finish(
    provider: OAuthProviderName,
    answer: { sealed: string | undefined; query: OAuthCallbackQuery; callback: URL },
    meta: RequestMeta,
  ): Promise<EndedFlow>;
}

export interface ProviderSignInDeps extends ArrivalDeps {
  providers: OAuthProviders;
  sessions: Sessions;
  /** The tokens of a session. */
  signedIn: (user: SignedIn['user'], session: OpenSession) => Promise<SignedIn>;
  /** For the operator: what a provider did wrong is not for users. */
  onProviderError: (error: unknown, provider: OAuthProviderName) => void;
}

export function createProviderSignIn(deps: ProviderSignInDeps): ProviderSignIn {
  const { db, now, envelope, providers } = deps;

  return {
    offered: () =>
      [...providers.values()].map(({ name, label, signsIn }) => ({
        ...{ provider: name, label, signIn: signsIn, link: true },
      })),

    beginSignIn: async (name, addresses) => begin(configured(name), addresses, null),

    async beginLink(actor, name, addresses) {
      const { userId, sessionId } = userOf(actor);
      const provider = configured(name);
      await assertStillValid(db, actor, now());
      const purpose = 'link the account';
      await assertRecentSignIn(db, sessionId, { now: now(), purpose });
      return begin(provider, addresses, { userId, sessionId });
    },

    async finish(name, { sealed, query, callback }, meta) {
      const provider = configured(name);
      const flow = openFlow(envelope, sealed, { provider: name, state: query.state, now: now() });
      if (!flow || !(await spendState(db, flow))) {
        return {
          ...{ purpose: 'sign_in', returnTo: '/', signedIn: null, problem: 'sign_in_expired' },
        };
      }
      const { link, returnTo } = flow;
      const ended = { purpose: link ? 'link' : 'sign_in', returnTo } as const;
      try {
        return {
          ...ended,
          signedIn: await arrive(provider, flow, query, callback, meta),
          problem: null,
        };
      } catch (error) {
        return { ...ended, signedIn: null, problem: problemOf(error, name) };
      }
    },
  };

  function configured(name: OAuthProviderName): OAuthProvider {
    const provider = providers.get(name);
    if (provider) return provider;
    throw new AppError(
      'provider_not_configured',
      `This studio is not set up for ${name}: its operator can do that.`,
    );
  }

  async function begin(
    provider: OAuthProvider,
    { redirectUri, returnTo }: FlowAddresses,
    link: OAuthFlow['link'],
  ): Promise<BegunFlow> {
    const secrets = newSecrets();
    const expiresAt = now().getTime() + FLOW_LIFE_MS;
    const flow = { provider: provider.name, secrets, returnTo, link, expiresAt };
    try {
      const url = await provider.authorizationUrl(secrets, redirectUri);
      return { url: url.href, sealed: sealFlow(envelope, flow) };
    } catch (error) {
      throw new AppError(
        problemOf(error, provider.name),
        `${provider.label} does not answer as it should.`,
      );
    }
  }

  /** Null where an account was linked, and nobody signed in. */
  async function arrive(
    provider: OAuthProvider,
    flow: OAuthFlow,
    { error, code }: OAuthCallbackQuery,
    callback: URL,
    meta: RequestMeta,
  ): Promise<SignedIn | null> {
    if (error === 'access_denied') {
      throw new AppError('sign_in_canceled', 'It was not allowed at the provider.');
    }
    if (error !== undefined || code === undefined) {
      throw new ProviderError(
        'refused',
        `The provider sent the browser back with "${error ?? ''}".`,
      );
    }
    const { identity, tokens } = await provider.complete(callback, flow.secrets);
    const arrival = { provider: provider.name, identity, tokens };
    if (flow.link) {
      await linkArrival(deps, arrival, flow.link, meta);
      return null;
    }
    const open = (async (tx, userId) => {
      const opened = await deps.sessions.open(tx, userId, meta);
      return { kind: 'user', ...opened } as const;
    }) satisfies Parameters<typeof signInArrival>[3];
    const { user, session } = await signInArrival(deps, arrival, meta, open);
    return deps.signedIn(user, session);
  }

  /** Throws again what is not for the one in the browser to know. */
  function problemOf(error: unknown, name: OAuthProviderName): ErrorCode {
    if (error instanceof AppError) return error.code;
    if (!(error instanceof ProviderError)) throw error;
    deps.onProviderError(error, name);
    return error.code === 'unreachable' ? 'provider_unreachable' : 'provider_refused';
  }
}
