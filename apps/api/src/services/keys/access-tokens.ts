import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose';

import { AppError } from '@promptly/common';

import { createBoundedCache } from '../bounded-cache.ts';
import { ACCESS_TOKEN_LIFE_S, SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts';

const ISSUER = 'promptly-studio';
const AUDIENCE = 'promptly-api';
/** Of tokens that were checked lately, each below a kilobyte: a signature costs more than the rest of a small read. */
const CHECKED_MAX_BYTES = 4 * 1024 * 1024;

export interface AccessTokens {
  sign(claims: Claims): Promise<string>;
  /** Throws `token_expired` or `unauthenticated`, which say no more than a caller may know. */
  verify(token: string): Promise<Claims>;
}

interface Claims {
  userId: string;
  sessionId: string;
}

interface CheckedToken extends Claims {
  kid: string;
  expiresAtMs: number;
  bytes: number;
}

/** JWTs that are checked without the database; a revoked session's token lives to its end, ten minutes at most. */
export function createAccessTokens(
  keys: Pick<SigningKeys, 'current' | 'find'>,
  now: () => Date,
): AccessTokens {
  const checked = createBoundedCache<CheckedToken>({
    ...{ maxBytes: CHECKED_MAX_BYTES, bytesOf: ({ bytes }) => bytes },
  });

  /** As `jwtVerify` would find it now: neither expired nor signed by a key that was taken back. */
  async function isStillValid({ kid, expiresAtMs }: CheckedToken): Promise<boolean> {
    return expiresAtMs > now().getTime() && (await keys.find(kid)) !== undefined;
  }

  return {
    async sign({ userId, sessionId }) {
      const { kid, privateKey } = await keys.current();
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: SIGNING_ALGORITHM, kid, typ: 'at+jwt' })
        .setSubject(userId)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + ACCESS_TOKEN_LIFE_S)
        .sign(privateKey);
    },
    async verify(token) {
      const known = checked.get(token);
      if (known && (await isStillValid(known))) {
        return { userId: known.userId, sessionId: known.sessionId };
      }
      try {
        const { payload, protectedHeader } = await jwtVerify(
          token,
          (header) => findKey(keys, header),
          {
            algorithms: [SIGNING_ALGORITHM],
            issuer: ISSUER,
            audience: AUDIENCE,
            typ: 'at+jwt',
            currentDate: now(),
            requiredClaims: ['sub', 'sid', 'exp', 'iat'],
          },
        );
        const { sub, sid, exp = 0 } = payload;
        if (typeof sub === 'string' && typeof sid === 'string') {
          const claims = { userId: sub, sessionId: sid };
          const { kid = '' } = protectedHeader;
          checked.set(token, { ...claims, kid, expiresAtMs: exp * 1000, bytes: token.length });
          return claims;
        }
      } catch (error) {
        if (error instanceof errors.JWTExpired) {
          throw new AppError('token_expired', 'The access token has expired: refresh it.');
        }
        if (!(error instanceof errors.JOSEError)) throw error;
      }
      throw new AppError('unauthenticated', 'The access token is not valid.');
    },
  };
}

async function findKey(keys: Pick<SigningKeys, 'find'>, header: JWTHeaderParameters) {
  const key = header.kid === undefined ? undefined : await keys.find(header.kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
