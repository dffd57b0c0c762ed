import { and, eq, gt, isNotNull, lte, type SQL } from 'drizzle-orm';

import { AppError, newId } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { emailTokens, users } from '../../db/schema/index.ts';
import { generateSecret, hashSecret } from '../random-secret.ts';

export type Purpose = (typeof emailTokens.$inferSelect)['purpose'];

interface TokenQuery {
  purpose: Purpose;
  token: string;
  now: Date;
}

const TOKEN_BYTES = 32;

/** A token for the link of a mail, of which the database keeps a hash; of nobody where `userId` is null. */
export async function issueToken(
  db: Queryable,
  values: { userId: string | null; purpose: Purpose; createdAt: Date; expiresAt: Date },
): Promise<string> {
  const { secret: token, hash: tokenHash } = generateSecret(TOKEN_BYTES);
  await db.insert(emailTokens).values({ id: newId('emailToken'), ...values, tokenHash });
  return token;
}

/** Whose token it is, without using it up. Throws `link_expired` for one that is not valid (any more). */
export async function checkToken(db: Queryable, query: TokenQuery): Promise<string> {
  const [row] = await db
    .select({ userId: emailTokens.userId })
    .from(emailTokens)
    .where(isValid(query));
  return ownerOf(row);
}

/**
 * Whose token it is; with all others of its purpose, it is worth nothing from then on. Locks the user, as two of
 * their tokens may be used at once. Throws `link_expired`.
 */
export async function useToken(tx: Transaction, query: TokenQuery): Promise<string> {
  const userId = await checkToken(tx, query);
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
  const [used] = await tx.delete(emailTokens).where(isValid(query)).returning();
  await dropTokens(tx, userId, query.purpose);
  return ownerOf(used);
}

/** Makes all tokens of a user for a purpose worthless. */
export async function dropTokens(db: Queryable, userId: string, purpose: Purpose): Promise<void> {
  const isOne = and(eq(emailTokens.userId, userId), eq(emailTokens.purpose, purpose));
  await db.delete(emailTokens).where(isOne);
}

export async function purgeTokens(db: Queryable, now: Date): Promise<void> {
  await db.delete(emailTokens).where(lte(emailTokens.expiresAt, now));
}

function isValid({ purpose, token, now }: TokenQuery): SQL | undefined {
  return and(
    eq(emailTokens.tokenHash, hashSecret(token)),
    eq(emailTokens.purpose, purpose),
    gt(emailTokens.expiresAt, now),
    isNotNull(emailTokens.userId),
  );
}

function ownerOf(row: { userId: string | null } | undefined): string {
  if (row?.userId) return row.userId;
  throw new AppError('link_expired', 'This link was used or has expired: ask for a new one.');
}
