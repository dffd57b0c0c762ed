import { and, eq, isNull, lt, or } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Database } from '../db/client.ts';
import { apiKeys, orgs } from '../db/schema/index.ts';
import { generateSecret, hashSecret } from './random-secret.ts';

export interface VerifiedApiKey {
  apiKeyId: string;
  orgId: string;
  scopes: readonly string[];
}

export interface ApiKeyService {
  /** Told from a JWT by its prefix, without any look-up. */
  looksLikeKey(token: string): boolean;
  /** Throws `unauthenticated` for a key that is unknown, revoked, expired or of a deleted organization. */
  verify(token: string): Promise<VerifiedApiKey>;
}

const PREFIX = 'pst_live_';
const SECRET_BYTES = 24;
const USE_RECORDED_EVERY_MS = 5 * 60_000;

/** A new key and what the database keeps of it. */
export function generateApiKey(): { key: string; hashedKey: string; lastFour: string } {
  const { secret: key, hash: hashedKey } = generateSecret(SECRET_BYTES, PREFIX);
  return { key, hashedKey, lastFour: key.slice(-4) };
}

export function createApiKeyService(db: Database, now: () => Date): ApiKeyService {
  return {
    looksLikeKey: (token) => token.startsWith(PREFIX),
    async verify(token) {
      const [found] = await db
        .select({ row: apiKeys })
        .from(apiKeys)
        .innerJoin(orgs, and(eq(orgs.id, apiKeys.orgId), isNull(orgs.deletedAt)))
        .where(and(eq(apiKeys.hashedKey, hashSecret(token)), isNull(apiKeys.revokedAt)));
      const row = found?.row;
      if (!row || (row.expiresAt && row.expiresAt <= now())) {
        throw new AppError('unauthenticated', 'The API key is not valid.');
      }
      await recordUse(row.id);
      return { apiKeyId: row.id, orgId: row.orgId, scopes: row.scopes };
    },
  };

  async function recordUse(id: string): Promise<void> {
    const stale = new Date(now().getTime() - USE_RECORDED_EVERY_MS);
    await db
      .update(apiKeys)
      .set({ lastUsedAt: now() })
      .where(
        and(eq(apiKeys.id, id), or(isNull(apiKeys.lastUsedAt), lt(apiKeys.lastUsedAt, stale))),
      );
  }
}
