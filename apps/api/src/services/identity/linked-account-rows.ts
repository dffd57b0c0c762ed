import { and, eq, type SQL } from 'drizzle-orm';
import { z } from 'zod';

import { newId, type LinkedProviderName } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { linkedAccounts, unlinkedAccounts } from '../../db/schema/index.ts';
import type { ProviderIdentity, ProviderTokens } from '../../integrations/oauth/provider.ts';
import type { Sealer } from '../keys/envelope.ts';

export type LinkedAccountRow = typeof linkedAccounts.$inferSelect;

/** What came from a provider: who it is, and what we may do there for them. */
export interface Arrival {
  provider: LinkedProviderName;
  identity: ProviderIdentity;
  /** Null where nothing can be done there. */
  tokens: ProviderTokens | null;
}

const keptTokensSchema = z.object({ accessToken: z.string(), refreshToken: z.string().nullable() });
export type KeptTokens = z.output<typeof keptTokensSchema>;

export async function findBySubject(
  db: Queryable,
  { provider, identity }: Pick<Arrival, 'provider' | 'identity'>,
): Promise<LinkedAccountRow | undefined> {
  const [row] = await db
    .select()
    .from(linkedAccounts)
    .where(
      and(
        eq(linkedAccounts.provider, provider),
        eq(linkedAccounts.issuer, identity.issuer),
        eq(linkedAccounts.subject, identity.subject),
      ),
    );
  return row;
}

export async function findByUser(
  db: Queryable,
  userId: string,
  provider: LinkedProviderName,
): Promise<LinkedAccountRow | undefined> {
  const isIt = and(eq(linkedAccounts.userId, userId), eq(linkedAccounts.provider, provider));
  const [row] = await db.select().from(linkedAccounts).where(isIt);
  return row;
}

/** Undefined where that account, or another one of that provider, was linked meanwhile. */
export async function insertLink(
  tx: Transaction,
  envelope: Sealer,
  { userId, arrival, at }: { userId: string; arrival: Arrival; at: Date },
): Promise<LinkedAccountRow | undefined> {
  const { provider, identity } = arrival;
  const id = newId('linkedAccount');
  const { issuer, subject } = identity;
  const [row] = await tx
    .insert(linkedAccounts)
    .values({
      ...{ id, userId, provider, issuer, subject, createdAt: at },
      ...detailsOf(envelope, id, arrival, at),
    })
    .onConflictDoNothing()
    .returning();
  return row;
}

/** Keeps what an account that is linked already brought this time. */
export async function touchLink(
  tx: Transaction,
  envelope: Sealer,
  { id, arrival, at }: { id: string; arrival: Arrival; at: Date },
): Promise<void> {
  const details = detailsOf(envelope, id, arrival, at);
  await tx.update(linkedAccounts).set(details).where(eq(linkedAccounts.id, id));
}

/** Remembers that a user unlinked an account, which shall not come back by its address. */
export async function rememberUnlinked(
  tx: Transaction,
  { userId, provider, issuer, subject }: LinkedAccountRow,
  at: Date,
): Promise<void> {
  const row = { userId, provider, issuer, subject, unlinkedAt: at };
  await tx.insert(unlinkedAccounts).values(row).onConflictDoNothing();
}

export async function wasUnlinked(
  tx: Transaction,
  userId: string,
  arrival: Arrival,
): Promise<boolean> {
  return (await tx.$count(unlinkedAccounts, isUnlinked(userId, arrival))) > 0;
}

/** For a user who links it themselves. */
export async function forgetUnlinked(
  tx: Transaction,
  userId: string,
  arrival: Arrival,
): Promise<void> {
  await tx.delete(unlinkedAccounts).where(isUnlinked(userId, arrival));
}

function isUnlinked(userId: string, { provider, identity }: Arrival): SQL | undefined {
  return and(
    eq(unlinkedAccounts.userId, userId),
    eq(unlinkedAccounts.provider, provider),
    eq(unlinkedAccounts.issuer, identity.issuer),
    eq(unlinkedAccounts.subject, identity.subject),
  );
}

export function wrapTokens(envelope: Sealer, id: string, tokens: ProviderTokens, at: Date) {
  const { accessToken, refreshToken, expiresInSeconds } = tokens;
  const kept: KeptTokens = { accessToken, refreshToken };
  return {
    tokensWrapped: envelope.wrap(JSON.stringify(kept), linkedTokensContext(id)),
    accessExpiresAt:
      expiresInSeconds === null ? null : new Date(at.getTime() + expiresInSeconds * 1000),
    scopes: [...tokens.scopes],
  };
}

/** Null where none are kept. */
export function unwrapTokens(
  envelope: Sealer,
  { id, tokensWrapped }: Pick<LinkedAccountRow, 'id' | 'tokensWrapped'>,
): KeptTokens | null {
  if (tokensWrapped === null) return null;
  return keptTokensSchema.parse(
    JSON.parse(envelope.unwrap(tokensWrapped, linkedTokensContext(id)).toString()),
  );
}

function detailsOf(envelope: Sealer, id: string, { identity, tokens }: Arrival, at: Date) {
  const { email, displayName } = identity;
  return {
    ...{ email, displayName, lastUsedAt: at },
    ...(tokens && wrapTokens(envelope, id, tokens, at)),
  };
}

/** What the tokens of a linked account are bound to. */
export function linkedTokensContext(id: string): string {
  return `ps_linked_accounts.tokens_wrapped.${id}`;
}
