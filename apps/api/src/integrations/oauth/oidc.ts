import type * as OpenIdClient from 'openid-client';
import type { ClientAuth, Configuration, CustomFetch, ServerMetadata } from 'openid-client';
import { z } from 'zod';

import type { OidcConfig } from '../../config/identity.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';
import { codeChallengeOf, httpsUrl, PROVIDER_LIMITS, toProviderError } from './provider-calls.ts';
import {
  ProviderError,
  type OAuthProvider,
  type ProviderIdentity,
  type ProviderTokens,
} from './provider.ts';

type Client = typeof OpenIdClient;

const METADATA_LIFE_MS = 60 * 60_000;

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  email: z.string().optional().catch(undefined),
  // Some providers write it as a text; what is no such word is no yes.
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')])
    .optional()
    .catch(false),
  name: z.string().optional().catch(undefined),
  preferred_username: z.string().optional().catch(undefined),
  picture: z.string().optional().catch(undefined),
});
type Claims = z.output<typeof claimsSchema>;

/** A provider of OpenID Connect, found by its issuer. What it says of itself is read again each hour. */
export function createOidcProvider(
  config: OidcConfig,
  outbound: Outbound,
  now: () => Date,
): OAuthProvider {
  let known: { at: number; found: Promise<Configuration> } | undefined;

  return {
    ...{ name: 'oidc', label: config.label, signsIn: true },

    authorizationUrl: ({ state, nonce, codeVerifier }, redirectUri) =>
      withClient((client, found) =>
        client.buildAuthorizationUrl(found, {
          ...{ redirect_uri: redirectUri, scope: config.scopes.join(' '), state, nonce },
          ...{ code_challenge: codeChallengeOf(codeVerifier), code_challenge_method: 'S256' },
        }),
      ),

    complete: (callback, { state, nonce, codeVerifier }) =>
      withClient(async (client, found) => {
        const answer = await client.authorizationCodeGrant(found, callback, {
          ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: codeVerifier },
          idTokenExpected: true,
        });
        const claims = claimsSchema.parse(answer.claims());
        const { userinfo_endpoint: userInfo, issuer } = found.serverMetadata();
        const isEnough = claims.email !== undefined || userInfo === undefined;
        const more = isEnough
          ? claims
          : claimsSchema.parse(await client.fetchUserInfo(found, answer.access_token, claims.sub));
        return { identity: identityOf(issuer, { ...claims, ...more }), tokens: tokensOf(answer) };
      }),

    refresh: (refreshToken) =>
      withClient(async (client, found) => {
        const tokens = tokensOf(await client.refreshTokenGrant(found, refreshToken));
        return { ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
      }),

    revoke: ({ accessToken, refreshToken }) =>
      withClient(async (client, found) => {
        if (found.serverMetadata().revocation_endpoint === undefined) return;
        await client.tokenRevocation(found, refreshToken ?? accessToken);
      }),
  };

  async function withClient<T>(
    work: (client: Client, found: Configuration) => T | Promise<T>,
  ): Promise<T> {
    try {
      // Loaded when somebody signs in so: many instances have no such provider.
      const client = await import('openid-client');
      return await work(client, await discovered(client));
    } catch (error) {
      throw toProviderError(error);
    }
  }

  async function discovered(client: Client): Promise<Configuration> {
    const at = now().getTime();
    if (!known || at - known.at > METADATA_LIFE_MS) known = { at, found: discover(client) };
    const asked = known;
    try {
      return await asked.found;
    } catch (error) {
      // The next one asks again.
      if (known === asked) known = undefined;
      throw error;
    }
  }

  function discover(client: Client): Promise<Configuration> {
    const issuer = new URL(config.issuer);
    return client.discovery(
      issuer,
      config.clientId,
      undefined,
      authenticationBy(client, config.clientSecret),
      {
        execute: [
          // Without it, nobody looks at the signature of an ID token that came directly; none and HMAC are refused by it.
          client.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
        [client.customFetch]: fetchBy(outbound),
        timeout: PROVIDER_LIMITS.timeoutMs / 1000,
      },
    );
  }

  function identityOf(issuer: string, claims: Claims): ProviderIdentity {
    const { sub, email, email_verified: isVerified, name, preferred_username: userName } = claims;
    return {
      ...{ issuer, subject: sub, email: email ?? null },
      emailVerified: isVerified ?? config.emailsVerified,
      name: name ?? userName ?? null,
      displayName: userName ?? email ?? name ?? null,
      avatarUrl: httpsUrl(claims.picture),
    };
  }
}

/**
 * By a secret, in the form where the provider takes it there: not all of them read an encoded header alike. The header is
 * the standard's way where it names none.
 */
function authenticationBy(client: Client, secret: string | null): ClientAuth {
  if (secret === null) return client.None();
  const [basic, post] = [client.ClientSecretBasic(secret), client.ClientSecretPost(secret)];
  const isInForm = ({ token_endpoint_auth_methods_supported: methods }: ServerMetadata) =>
    methods?.includes('client_secret_post') ?? false;
  return (server, ...rest) => (isInForm(server) ? post : basic)(server, ...rest);
}

function fetchBy(outbound: Outbound): CustomFetch {
  return (url, { method, headers, body, signal }) => {
    const text = body instanceof URLSearchParams ? body.toString() : (body ?? undefined);
    if (text !== undefined && typeof text !== 'string') {
      throw new ProviderError('refused', 'Only text is sent to a provider.');
    }
    return outbound.fetch(url, { ...PROVIDER_LIMITS, method, headers, body: text, signal });
  };
}

function tokensOf(answer: {
  access_token: string;
  refresh_token?: string;
  expires_in?: number;
  scope?: string;
}): ProviderTokens {
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token ?? null,
    expiresInSeconds: answer.expires_in ?? null,
    scopes: (answer.scope ?? '').split(' ').filter((scope) => scope !== ''),
  };
}
