import { createHash } from 'node:crypto';

import {
  createRemoteJWKSet,
  customFetch,
  decodeJwt,
  errors,
  jwtVerify,
  type JWTPayload,
} from 'jose';

import { AppError } from '@promptly/common';

import type { FirebaseConfig, IdentityConfig, SupabaseConfig } from '../../config/identity.ts';
import type { Outbound } from '../outbound/outbound-fetch.ts';
import { httpsUrl, PROVIDER_LIMITS } from './provider-calls.ts';
import type { ProviderIdentity } from './provider.ts';

/** What a token of another service says. */
export interface ForeignToken {
  provider: 'supabase' | 'firebase';
  identity: ProviderIdentity;
  /** One for each sign-in there, however often its tokens are renewed. */
  sessionKey: string;
  expiresAt: Date;
}

/** Tokens that another service issued, and that this instance takes. */
export interface ForeignTokens {
  /** Told by its issuer, without looking whether it is valid. */
  knows(token: string): boolean;
  /** Throws `unauthenticated`, `token_expired`, or `unavailable` where the keys cannot be read. */
  verify(token: string): Promise<ForeignToken>;
}

interface Issuer {
  provider: ForeignToken['provider'];
  issuer: string;
  audience: string;
  jwksUrl: string;
  /** Only these, whatever the token names. */
  algorithms: string[];
  claims: (payload: JWTPayload) => {
    emailVerified: boolean;
    session: string;
    name?: unknown;
    picture?: unknown;
  };
}

const CLOCK_TOLERANCE_S = 5;
/** Keys are read again after this, and at once for an unknown key, but not more often than the second. */
const KEYS_LIFE_MS = 10 * 60_000;
const KEYS_COOLDOWN_MS = 30_000;
const FAILED_COOLDOWN_MS = 5_000;

export function createForeignTokens(
  { supabase, firebase }: IdentityConfig,
  outbound: Outbound,
  now: () => Date,
): ForeignTokens {
  const issuers = [supabase && supabaseIssuer(supabase), firebase && firebaseIssuer(firebase)];
  const known = new Map(
    issuers.flatMap((issuer) =>
      issuer ? [[issuer.issuer, { ...issuer, keys: keysOf(issuer) }]] : [],
    ),
  );

  return {
    knows: (token) => known.size > 0 && known.has(issuerOf(token)),

    async verify(token) {
      const issuer = known.get(issuerOf(token));
      if (!issuer) throw invalid();
      try {
        const { payload } = await jwtVerify(token, issuer.keys, {
          ...{ issuer: issuer.issuer, audience: issuer.audience, algorithms: issuer.algorithms },
          ...{ currentDate: now(), clockTolerance: CLOCK_TOLERANCE_S },
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        return read(issuer, payload);
      } catch (error) {
        throw refusalOf(error);
      }
    },
  };

  function keysOf({ jwksUrl }: Issuer) {
    let failedAt = -Infinity;
    return createRemoteJWKSet(new URL(jwksUrl), {
      ...{ cacheMaxAge: KEYS_LIFE_MS, cooldownDuration: KEYS_COOLDOWN_MS },
      timeoutDuration: PROVIDER_LIMITS.timeoutMs,
      async [customFetch](url, { headers, signal }) {
        // Anybody can send a token that names the issuer: while it fails, it is not asked for each of them.
        if (Date.now() - failedAt < FAILED_COOLDOWN_MS) throw keysUnavailable();
        const options = { ...PROVIDER_LIMITS, signal, headers: Object.fromEntries(headers) };
        try {
          const answer = await outbound.fetch(url, options);
          if (answer.status === 200) return answer;
        } catch {
          // Told in the same words as any other failure.
        }
        failedAt = Date.now();
        throw keysUnavailable();
      },
    });
  }
}

function supabaseIssuer({ jwksUrl, issuer, audience, emailsVerified }: SupabaseConfig): Issuer {
  return {
    ...{ provider: 'supabase', issuer, audience, jwksUrl },
    algorithms: ['RS256', 'ES256', 'EdDSA'],
    claims(payload) {
      // Not `user_metadata.email_verified`: users write that themselves.
      const emailVerified = payload.email_verified ?? emailsVerified;
      if (payload.is_anonymous === true) throw invalid();
      return {
        emailVerified: emailVerified === true,
        session: textOf(payload.session_id) ?? '',
        ...objectOf(payload.user_metadata, { name: 'full_name', picture: 'avatar_url' }),
      };
    },
  };
}

function firebaseIssuer({ jwksUrl, projectId }: FirebaseConfig): Issuer {
  return {
    ...{ provider: 'firebase', issuer: `https://securetoken.google.com/${projectId}`, jwksUrl },
    ...{ audience: projectId, algorithms: ['RS256'] },
    claims: (payload) => ({
      emailVerified: payload.email_verified === true,
      // There is no id of a session: the moment of the sign-in stands for it.
      session: String(payload.auth_time),
      ...{ name: payload.name, picture: payload.picture },
    }),
  };
}

function read({ provider, issuer, claims }: Issuer, payload: JWTPayload): ForeignToken {
  const { sub, exp } = payload;
  if (!sub || exp === undefined) throw invalid();
  const { emailVerified, session, name, picture } = claims(payload);
  const email = textOf(payload.email);
  return {
    provider,
    identity: {
      ...{ issuer, subject: sub, email, emailVerified },
      ...{ name: textOf(name), displayName: email, avatarUrl: httpsUrl(textOf(picture)) },
    },
    sessionKey: hashOf([provider, issuer, sub, session]),
    expiresAt: new Date(exp * 1000),
  };
}

function refusalOf(error: unknown): unknown {
  if (error instanceof AppError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AppError('token_expired', 'The access token has expired: refresh it.');
  }
  // What the keys looked like, or that they were no JSON: neither is the caller's fault.
  const isOfKeys = error instanceof errors.JWKSInvalid || error instanceof errors.JWKInvalid;
  const isOfToken = error instanceof errors.JOSEError && error.code !== errors.JOSEError.code;
  return isOfToken && !isOfKeys ? invalid() : keysUnavailable();
}

function keysUnavailable(): AppError {
  return new AppError('unavailable', 'The keys of this token’s issuer cannot be read right now.');
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return '';
  }
}

function objectOf(value: unknown, names: { name: string; picture: string }) {
  if (typeof value !== 'object' || value === null) return {};
  const fields = value as Record<string, unknown>;
  return { name: fields[names.name], picture: fields[names.picture] };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

function invalid(): AppError {
  return new AppError('unauthenticated', 'The access token is not valid.');
}
