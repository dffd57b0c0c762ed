import { foreignProviders, type IdentityConfig } from '../../config/identity.ts';
import { createForeignTokens } from '../../integrations/oauth/foreign-tokens.ts';
import { createOAuthProviders } from '../../integrations/oauth/providers.ts';
import type { Outbound } from '../../integrations/outbound/outbound-fetch.ts';
import type { Logger } from '../../observability/logger.ts';
import { createForeignSignIn, type ForeignSignIn } from './foreign-sign-in.ts';
import {
  createLinkedAccountsService,
  type LinkedAccountsService,
} from './linked-accounts-service.ts';
import {
  createProviderSignIn,
  type ProviderSignIn,
  type ProviderSignInDeps,
} from './provider-sign-in.ts';

/** Signing in, and acting for users, at other services. */
export interface IdentityServices {
  foreignSignIn: ForeignSignIn;
  linkedAccounts: LinkedAccountsService;
  providerSignIn: ProviderSignIn;
}

export interface IdentityDeps extends Omit<ProviderSignInDeps, 'providers' | 'onProviderError'> {
  config: IdentityConfig;
  /** Reaches what the operator named, in the inner network too. */
  outbound: Outbound;
  log: Logger;
}

export function createIdentityServices(deps: IdentityDeps): IdentityServices {
  const { config, outbound, now, log } = deps;
  const providers = createOAuthProviders(config, outbound, now);
  return {
    foreignSignIn: createForeignSignIn(deps, createForeignTokens(config, outbound, now)),
    linkedAccounts: createLinkedAccountsService({
      ...{ ...deps, providers, foreignIssuers: foreignProviders(config) },
      onRevokeFailure: (err, provider) => log.warn({ err, provider }, 'a token was not revoked'),
    }),
    providerSignIn: createProviderSignIn({
      ...{ ...deps, providers },
      onProviderError: (err, provider) => log.warn({ err, provider }, 'a provider failed'),
    }),
  };
}
