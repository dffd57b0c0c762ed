import { z } from 'zod';

import type { OAuthAppConfig } from '../../config/identity.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';
import {
  basicAuth,
  callProvider,
  codeChallengeOf,
  httpsUrl,
  requestTokens,
  tellProvider,
} from './provider-calls.ts';
import { ProviderError, type OAuthProvider, type ProviderIdentity } from './provider.ts';

const userSchema = z.object({
  id: z.int().positive(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const emailsSchema = z.array(
  z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }),
);

/** GitHub, or a GitHub Enterprise Server. Tokens of GitHub Apps expire and are refreshed; those of OAuth apps last. */
export function createGithubProvider(config: OAuthAppConfig, outbound: Outbound): OAuthProvider {
  const { clientId, clientSecret, url, apiUrl, label } = config;
  const issuer = `${url}/login/oauth`;
  const client = { client_id: clientId, client_secret: clientSecret };
  const askTokens = (parameters: Record<string, string>) =>
    requestTokens(outbound, `${issuer}/access_token`, { ...client, ...parameters });

  return {
    ...{ name: 'github', label, signsIn: true },

    authorizationUrl({ state, codeVerifier }, redirectUri) {
      const address = new URL(`${issuer}/authorize`);
      address.search = new URLSearchParams({
        ...{ client_id: clientId, redirect_uri: redirectUri, scope: config.scopes.join(' ') },
        ...{ state, code_challenge: codeChallengeOf(codeVerifier), code_challenge_method: 'S256' },
      }).toString();
      return Promise.resolve(address);
    },

    async complete(callback, { codeVerifier }) {
      const { code, redirectUri } = answerOf(callback, issuer);
      const tokens = await askTokens({
        ...{ code, redirect_uri: redirectUri, code_verifier: codeVerifier },
      });
      return { tokens, identity: await identify(tokens.accessToken) };
    },

    refresh: (refreshToken) =>
      askTokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),

    revoke: ({ accessToken }) =>
      tellProvider(outbound, `${apiUrl}/applications/${encodeURIComponent(clientId)}/grant`, {
        method: 'DELETE',
        headers: { ...API_HEADERS, Authorization: basicAuth(clientId, clientSecret) },
        body: JSON.stringify({ access_token: accessToken }),
      }),
  };

  async function identify(accessToken: string): Promise<ProviderIdentity> {
    const request = { headers: { ...API_HEADERS, Authorization: `Bearer ${accessToken}` } };
    const user = await callProvider(outbound, `${apiUrl}/user`, userSchema, request);
    const emails = await callProvider(outbound, `${apiUrl}/user/emails`, emailsSchema, request);
    const primary = emails.find((entry) => entry.primary);
    return {
      ...{ issuer, subject: String(user.id) },
      ...{ email: primary?.email ?? null, emailVerified: primary?.verified ?? false },
      ...{ name: user.name ?? user.login, displayName: user.login },
      avatarUrl: httpsUrl(user.avatar_url),
    };
  }
}

const API_HEADERS = {
  Accept: 'application/vnd.github+json',
  'User-Agent': 'promptly-studio',
  'X-GitHub-Api-Version': '2022-11-28',
};

/** The code of a plain OAuth 2 answer. An issuer that it names must be ours. */
export function answerOf(callback: URL, issuer: string): { code: string; redirectUri: string } {
  const { searchParams } = callback;
  const [code, namedIssuer] = [searchParams.get('code'), searchParams.get('iss')];
  if (!code || (namedIssuer !== null && namedIssuer !== issuer)) {
    throw new ProviderError('refused', 'The provider sent no code.');
  }
  return { code, redirectUri: callback.origin + callback.pathname };
}
