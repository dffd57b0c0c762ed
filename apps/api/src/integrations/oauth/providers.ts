import type { OAuthProviderName } from '@promptly/common';

import type { IdentityConfig } from '../../config/identity.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';
import { createFigmaProvider } from './figma.ts';
import { createGithubProvider } from './github.ts';
import { createOidcProvider } from './oidc.ts';
import type { OAuthProvider } from './provider.ts';

export type OAuthProviders = ReadonlyMap<OAuthProviderName, OAuthProvider>;

/** Those that this instance is set up for. */
export function createOAuthProviders(
  { github, figma, oidc }: IdentityConfig,
  outbound: Outbound,
  now: () => Date,
): OAuthProviders {
  const configured = [
    github && createGithubProvider(github, outbound),
    oidc && createOidcProvider(oidc, outbound, now),
    figma && createFigmaProvider(figma, outbound),
  ];
  return new Map(
    configured.flatMap((provider) => (provider ? [[provider.name, provider] as const] : [])),
  );
}
