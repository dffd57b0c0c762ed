import { z } from 'zod';

import type { OAuthAppConfig } from '../../config/identity.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';
import { answerOf } from './github.ts';
import {
  basicAuth,
  callProvider,
  codeChallengeOf,
  httpsUrl,
  requestTokens,
} from './provider-calls.ts';
import type { OAuthProvider } from './provider.ts';

const userSchema = z.object({
  id: z.string().min(1),
  email: z.string().nullish(),
  handle: z.string().nullish(),
  img_url: z.string().nullish(),
});

/** Figma, for its designs: it does not say whether an address is verified, and signs nobody in. */
export function createFigmaProvider(config: OAuthAppConfig, outbound: Outbound): OAuthProvider {
  const { clientId, url, apiUrl, label } = config;
  const headers = { Authorization: basicAuth(clientId, config.clientSecret) };

  return {
    ...{ name: 'figma', label, signsIn: false },

    authorizationUrl({ state, codeVerifier }, redirectUri) {
      const address = new URL(`${url}/oauth`);
      address.search = new URLSearchParams({
        ...{ client_id: clientId, redirect_uri: redirectUri, scope: config.scopes.join(' ') },
        ...{ state, response_type: 'code' },
        ...{ code_challenge: codeChallengeOf(codeVerifier), code_challenge_method: 'S256' },
      }).toString();
      return Promise.resolve(address);
    },

    async complete(callback, { codeVerifier }) {
      const { code, redirectUri } = answerOf(callback, url);
      const parameters = {
        ...{ grant_type: 'authorization_code', code, redirect_uri: redirectUri },
        code_verifier: codeVerifier,
      };
      const answered = await requestTokens(
        outbound,
        `${apiUrl}/v1/oauth/token`,
        parameters,
        headers,
      );
      // The answer does not tell them: whoever allows it, allows all that was asked for.
      const tokens = { ...answered, scopes: config.scopes };
      const me = await callProvider(outbound, `${apiUrl}/v1/me`, userSchema, {
        headers: { Authorization: `Bearer ${tokens.accessToken}` },
      });
      const identity = {
        ...{ issuer: apiUrl, subject: me.id, email: me.email ?? null, emailVerified: false },
        ...{ name: me.handle ?? null, displayName: me.handle ?? me.email ?? null },
        avatarUrl: httpsUrl(me.img_url),
      };
      return { identity, tokens };
    },

    async refresh(refreshToken) {
      const parameters = { refresh_token: refreshToken };
      const tokens = await requestTokens(
        outbound,
        `${apiUrl}/v1/oauth/refresh`,
        parameters,
        headers,
      );
      // The old refresh token stays good.
      return {
        ...tokens,
        refreshToken: tokens.refreshToken ?? refreshToken,
        scopes: config.scopes,
      };
    },

    revoke: null,
  };
}
