import type { OAuthProviderName } from '@promptly/common';

/** Who somebody is at a provider. */
export interface ProviderIdentity {
  /** The authority that `subject` is unique at, so that another server under the same name is not mistaken for it. */
  issuer: string;
  /** Never given to anybody else there, unlike names and addresses. */
  subject: string;
  email: string | null;
  /** Whether the provider says that the address is theirs. */
  emailVerified: boolean;
  name: string | null;
  /** What they are called there, such as `@ada`. */
  displayName: string | null;
  /** With https. */
  avatarUrl: string | null;
}

export interface ProviderTokens {
  accessToken: string;
  refreshToken: string | null;
  /** Null: until it is revoked. */
  expiresInSeconds: number | null;
  scopes: readonly string[];
}

/** What binds an answer of a provider to the request that we sent the browser with. */
export interface AuthorizationSecrets {
  state: string;
  nonce: string;
  /** Of PKCE. */
  codeVerifier: string;
}

export interface OAuthProvider {
  readonly name: OAuthProviderName;
  readonly label: string;
  /** Whether it tells who somebody is well enough to sign them in. */
  readonly signsIn: boolean;
  /** Where the browser is sent. Throws a `ProviderError`. */
  authorizationUrl(secrets: AuthorizationSecrets, redirectUri: string): Promise<URL>;
  /** Trades the code that the browser came back with. `callback` is the whole address. Throws a `ProviderError`. */
  complete(
    callback: URL,
    secrets: AuthorizationSecrets,
  ): Promise<{ identity: ProviderIdentity; tokens: ProviderTokens }>;
  /** Throws a `ProviderError`, `refused` where the user has to allow it again. */
  refresh(refreshToken: string): Promise<ProviderTokens>;
  /** Null where the provider has no call for it. Throws a `ProviderError`. */
  revoke: ((tokens: Pick<ProviderTokens, 'accessToken' | 'refreshToken'>) => Promise<void>) | null;
}

/** `unreachable` may work later, `refused` will not. Messages may be shown, and hold nothing secret. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';

  constructor(
    readonly code: 'unreachable' | 'refused',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
