import { isIP } from 'node:net';

import type { Environment } from './environment.ts';

interface ClientConfig {
  clientId: string;
  scopes: readonly string[];
  /** As people read it. */
  label: string;
}

/** One that speaks OAuth in its own way; addresses without a slash at the end. */
export interface OAuthAppConfig extends ClientConfig {
  clientSecret: string;
  url: string;
  apiUrl: string;
}

export interface OidcConfig extends ClientConfig {
  /** Null for a public client. */
  clientSecret: string | null;
  issuer: string;
  emailsVerified: boolean;
}

export interface SupabaseConfig {
  jwksUrl: string;
  issuer: string;
  audience: string;
  emailsVerified: boolean;
}

export interface FirebaseConfig {
  jwksUrl: string;
  projectId: string;
}

/** Where people sign in or link accounts; null is what this instance does not have. */
export interface IdentityConfig {
  github: OAuthAppConfig | null;
  figma: OAuthAppConfig | null;
  oidc: OidcConfig | null;
  supabase: SupabaseConfig | null;
  firebase: FirebaseConfig | null;
}

const DEFAULTS = {
  githubUrl: 'https://github.com',
  githubApiUrl: 'https://api.github.com',
  figmaUrl: 'https://www.figma.com',
  figmaApiUrl: 'https://api.figma.com',
  firebaseJwksUrl:
    'https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com',
};
const WELL_KNOWN = '/.well-known/';

/** Where GitHub is, whether people sign in with it or not. */
export function githubServerOf(env: Environment): { url: string; apiUrl: string } {
  const url = env.GITHUB_URL ?? DEFAULTS.githubUrl;
  const itsApi = url === DEFAULTS.githubUrl ? DEFAULTS.githubApiUrl : `${url}/api/v3`;
  return { url, apiUrl: env.GITHUB_API_URL ?? itsApi };
}

export function identityOf(env: Environment): IdentityConfig {
  return {
    github: githubOf(env),
    figma: figmaOf(env),
    oidc: oidcOf(env),
    supabase: supabaseOf(env),
    firebase: env.FIREBASE_PROJECT_ID
      ? {
          projectId: env.FIREBASE_PROJECT_ID,
          jwksUrl: env.FIREBASE_JWKS_URL ?? DEFAULTS.firebaseJwksUrl,
        }
      : null,
  };
}

/** What is only half set. */
export function identityFaults(env: Environment): string[] {
  const faults: string[] = [];
  for (const name of ['GITHUB', 'FIGMA'] as const) {
    if (!env[`${name}_CLIENT_ID`] !== !env[`${name}_CLIENT_SECRET`]) {
      faults.push(`Set ${name}_CLIENT_ID and ${name}_CLIENT_SECRET both, or neither.`);
    }
  }
  if (!env.OIDC_ISSUER !== !env.OIDC_CLIENT_ID) {
    faults.push('Set OIDC_ISSUER and OIDC_CLIENT_ID both, or neither.');
  }
  if (env.OIDC_SCOPES && !env.OIDC_SCOPES.includes('openid')) {
    faults.push('OIDC_SCOPES lacks openid, without which nobody is signed in.');
  }
  if (env.SUPABASE_JWKS_URL && !supabaseOf(env)) {
    faults.push('SUPABASE_ISSUER is missing, and SUPABASE_JWKS_URL does not tell it.');
  }
  return faults;
}

/** `name:port` of every host that the operator named: those may stand in the inner network, unlike those of the defaults. */
export function identityHosts({
  github,
  figma,
  oidc,
  supabase,
  firebase,
}: IdentityConfig): string[] {
  const addresses = [
    ...[github?.url, github?.apiUrl, figma?.url, figma?.apiUrl],
    ...[oidc?.issuer, supabase?.jwksUrl, firebase?.jwksUrl],
  ];
  return hostsOf(addresses);
}

/** The same of GitHub, of which archives may come from a host beside it. */
export function githubHosts({ url, apiUrl }: { url: string; apiUrl: string }): string[] {
  const hosts = hostsOf([url, apiUrl]);
  const hasName = isIP(new URL(url).hostname.replace(/^\[|\]$/g, '')) === 0;
  return isDefault(url) || !hasName ? hosts : [...hosts, `codeload.${hostsOf([url])[0]}`];
}

function hostsOf(addresses: readonly (string | undefined)[]): string[] {
  return addresses.flatMap((address) => {
    if (address === undefined || isDefault(address)) return [];
    const { hostname, port, protocol } = new URL(address);
    return [`${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`];
  });
}

function isDefault(address: string): boolean {
  return Object.values(DEFAULTS).includes(address);
}

/** Services whose own tokens are taken. */
export function foreignProviders({ supabase, firebase }: IdentityConfig) {
  return [...(supabase ? ['supabase' as const] : []), ...(firebase ? ['firebase' as const] : [])];
}

function githubOf(env: Environment): OAuthAppConfig | null {
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = env;
  if (!clientId || !clientSecret) return null;
  return {
    ...{ clientId, clientSecret, ...githubServerOf(env) },
    scopes: env.GITHUB_SCOPES ?? ['read:user', 'user:email'],
    label: env.GITHUB_LABEL ?? 'GitHub',
  };
}

function figmaOf(env: Environment): OAuthAppConfig | null {
  const { FIGMA_CLIENT_ID: clientId, FIGMA_CLIENT_SECRET: clientSecret } = env;
  if (!clientId || !clientSecret) return null;
  return {
    ...{ clientId, clientSecret },
    url: env.FIGMA_URL ?? DEFAULTS.figmaUrl,
    apiUrl: env.FIGMA_API_URL ?? DEFAULTS.figmaApiUrl,
    scopes: env.FIGMA_SCOPES ?? ['current_user:read', 'file_content:read', 'file_metadata:read'],
    label: env.FIGMA_LABEL ?? 'Figma',
  };
}

function oidcOf(env: Environment): OidcConfig | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId } = env;
  if (!issuer || !clientId) return null;
  return {
    ...{ issuer, clientId, clientSecret: env.OIDC_CLIENT_SECRET ?? null },
    scopes: env.OIDC_SCOPES ?? ['openid', 'email', 'profile'],
    label: env.OIDC_LABEL ?? new URL(issuer).hostname,
    emailsVerified: env.OIDC_EMAILS_VERIFIED,
  };
}

function supabaseOf(env: Environment): SupabaseConfig | null {
  const jwksUrl = env.SUPABASE_JWKS_URL;
  if (!jwksUrl) return null;
  const [before, after] = jwksUrl.split(WELL_KNOWN);
  const issuer = env.SUPABASE_ISSUER ?? (after === undefined ? undefined : before);
  if (!issuer) return null;
  const emailsVerified = env.SUPABASE_EMAILS_VERIFIED;
  return { jwksUrl, issuer, audience: env.SUPABASE_AUDIENCE ?? 'authenticated', emailsVerified };
}
