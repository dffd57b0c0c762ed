import { errors, jwtVerify, SignJWT, type JWTHeaderParameters } from 'jose';

import { AppError } from '@promptly/common';

import { ACCESS_TOKEN_LIFE_S, SIGNING_ALGORITHM, type SigningKeys } from './signing-keys.ts';

const ISSUER = 'promptly-studio';
const AUDIENCE = 'promptly-api';

export interface AccessTokens {
  sign(claims: { userId: string; sessionId: string }): Promise<string>;
  /** Throws `token_expired` or `unauthenticated`, which say no more than a caller may know. */
  verify(token: string): Promise<{ userId: string; sessionId: string }>;
}

/** JWTs that are checked without the database; a revoked session's token lives to its end, ten minutes at most. */
export function createAccessTokens(keys: SigningKeys, now: () => Date): AccessTokens {
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
      try {
        const { payload } = await jwtVerify(token, (header) => findKey(keys, header), {
          algorithms: [SIGNING_ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          typ: 'at+jwt',
          currentDate: now(),
          requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        });
        const { sub, sid } = payload;
        if (typeof sub === 'string' && typeof sid === 'string')
          return { userId: sub, sessionId: sid };
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

async function findKey(keys: SigningKeys, header: JWTHeaderParameters) {
  const key = header.kid === undefined ? undefined : await keys.find(header.kid);
  if (!key) throw new errors.JWKSNoMatchingKey();
  return key;
}
