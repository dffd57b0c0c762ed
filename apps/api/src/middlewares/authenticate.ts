import type { Request } from 'express';

import { AppError } from '@promptly/common';

import { metaOf } from '../http/define-route.ts';
import type { Actor } from '../services/actor.ts';
import type { ApiKeyService } from '../services/api-keys.ts';
import type { ForeignSignIn } from '../services/identity/foreign-sign-in.ts';
import type { AccessTokens } from '../services/keys/access-tokens.ts';

/** Finds who asks from `Authorization: Bearer <JWT | API key>`. Throws `unauthenticated`, `token_expired` or `unavailable`. */
export async function authenticate(
  req: Request,
  requestId: string,
  accessTokens: AccessTokens,
  apiKeys: ApiKeyService,
  foreignSignIn: ForeignSignIn,
): Promise<Actor> {
  const [scheme, token, ...rest] = (req.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || rest.length > 0) {
    throw new AppError('unauthenticated', 'Send an access token or API key as a bearer token.');
  }
  const base = { requestId, ip: req.ip ?? null };
  if (apiKeys.looksLikeKey(token))
    return { kind: 'api_key', ...base, ...(await apiKeys.verify(token)) };
  if (foreignSignIn.knows(token)) {
    const meta = metaOf({ req, requestId, ip: base.ip });
    return { kind: 'user', ...base, ...(await foreignSignIn.verify(token, meta)) };
  }
  return { kind: 'user', ...base, ...(await accessTokens.verify(token)) };
}
