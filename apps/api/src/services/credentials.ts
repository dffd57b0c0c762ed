import { and, eq, gt, isNull, or } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable } from '../db/client.ts';
import { apiKeys, orgs, sessions } from '../db/schema/index.ts';
import type { Identity } from './actor.ts';

/** The session or API key that somebody came with, as an id that says which. */
export function credentialOf(identity: Identity): string {
  return identity.kind === 'user' ? identity.sessionId : identity.apiKeyId;
}

/**
 * Before what outlives the request, such as another credential: an access token may still be valid when its
 * session has ended. Throws `unauthenticated`.
 */
export async function assertStillValid(db: Queryable, identity: Identity, now: Date) {
  if (await findIdentity(db, credentialOf(identity), now)) return;
  throw new AppError('unauthenticated', 'Your session has ended: sign in again.');
}

/**
 * Whose credential it is. Undefined once the session has ended or the key was revoked: an access token tells
 * how that was when it was issued, which is too early for what lasts longer than a request.
 */
export async function findIdentity(
  db: Queryable,
  credentialId: string,
  now: Date,
): Promise<Identity | undefined> {
  const [session] = await db
    .select({ userId: sessions.userId, sessionId: sessions.id })
    .from(sessions)
    .where(
      and(
        eq(sessions.id, credentialId),
        isNull(sessions.revokedAt),
        gt(sessions.idleExpiresAt, now),
        gt(sessions.expiresAt, now),
      ),
    );
  if (session) return { kind: 'user', ...session };
  const [key] = await db
    .select({ apiKeyId: apiKeys.id, orgId: apiKeys.orgId, scopes: apiKeys.scopes })
    .from(apiKeys)
    .innerJoin(orgs, and(eq(orgs.id, apiKeys.orgId), isNull(orgs.deletedAt)))
    .where(
      and(
        eq(apiKeys.id, credentialId),
        isNull(apiKeys.revokedAt),
        or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)),
      ),
    );
  return key && { kind: 'api_key', ...key };
}
