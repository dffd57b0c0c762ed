import type { Request } from 'express';

import { AppError } from '@promptly/common';

import { metaOf } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import type { ApiKeyService } from '../services/api-keys.ts';
import type { ForeignSignIn } from '../services/identity/foreign-sign-in.ts';
import type { AccessTokens } from '../services/keys/access-tokens.ts';
import type { ProvenCredentials } from '../services/proven-credentials.ts';

export interface AuthenticateDeps {
  accessTokens: AccessTokens;
  apiKeys: ApiKeyService;
  foreignSignIn: ForeignSignIn;
  proven: ProvenCredentials;
  /** Counts credentials that nobody has proven. Throws `rate_limited`. */
  countUnproven: () => Promise<void>;
}

/**
 * Finds who asks from `Authorization: Bearer <JWT | API key>`. What can be told without the database is counted where it
 * is wrong; what cannot is counted before it is looked up, but for what was accepted of late: whoever guesses beside
 * them keeps nobody out. Throws `unauthenticated`, `token_expired`, `rate_limited` or `unavailable`.
 */
export async function authenticate(
  req: Request,
  requestId: string,
  { accessTokens, apiKeys, foreignSignIn, proven, countUnproven }: AuthenticateDeps,
): Promise<Actor> {
  const base = { requestId, ip: req.ip ?? null };
  const token = bearerOf(req);
  if (token !== undefined && apiKeys.looksLikeKey(token)) {
    const found = await lookUp(token, () => apiKeys.verify(token));
    return { kind: 'api_key', ...base, ...found };
  }
  if (token !== undefined && foreignSignIn.knows(token)) {
    const meta = metaOf({ req, requestId, ip: base.ip });
    const found = await lookUp(token, () => foreignSignIn.verify(token, meta));
    return { kind: 'user', ...base, ...found };
  }
  try {
    if (token === undefined) throw noToken();
    return { kind: 'user', ...base, ...(await accessTokens.verify(token)) };
  } catch (error) {
    await countUnproven();
    throw error;
  }

  async function lookUp<T>(secret: string, verify: () => Promise<T>): Promise<T> {
    if (!proven.has(secret)) await countUnproven();
    try {
      const found = await verify();
      proven.add(secret);
      return found;
    } catch (error) {
      if (error instanceof AppError && error.status === 401) proven.delete(secret);
      throw error;
    }
  }
}

function bearerOf(req: Request): string | undefined {
  const [scheme, token, ...rest] = (req.headers.authorization ?? '').split(' ');
  return scheme?.toLowerCase() === 'bearer' && token && rest.length === 0 ? token : undefined;
}

function noToken(): AppError {
  return new AppError('unauthenticated', 'Send an access token or API key as a bearer token.');
}
