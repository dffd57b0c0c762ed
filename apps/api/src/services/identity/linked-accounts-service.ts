import { and, asc, eq, inArray, isNull } from 'drizzle-orm';

import {
  AppError,
  oauthProviderSchema,
  type LinkedProviderName,
  type OAuthProviderName,
} from '@promptly/common';

import type { Database, Transaction } from '../../db/client.ts';
import { foreignSessions, linkedAccounts, sessions, users } from '../../db/schema/index.ts';
import { ProviderError, type ProviderTokens } from '../../integrations/oauth/provider.ts';
import type { OAuthProviders } from '../../integrations/oauth/providers.ts';
import { userOf } from '../access.ts';
import type { Actor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { assertStillValid } from '../credentials.ts';
import type { Sealer } from '../keys/envelope.ts';
import {
  findByUser,
  rememberUnlinked,
  unwrapTokens,
  wrapTokens,
  type KeptTokens,
  type LinkedAccountRow,
} from './linked-account-rows.ts';

/** Accounts of users at other services. */
export interface LinkedAccountsService {
  /** By their age. An API key is answered `forbidden`. */
  list(actor: Actor): Promise<LinkedAccountRow[]>;
  /**
   * It joins again by linking it only. Throws `not_found`, or `last_sign_in` where the user could not sign in any more.
   */
  unlink(actor: Actor, provider: LinkedProviderName): Promise<void>;
  /**
   * With what we act for a user at a provider, fresh for a minute at least. Throws `provider_not_linked` where the
   * user has to link it (again), and `provider_unreachable`.
   */
  getProviderToken(userId: string, provider: OAuthProviderName): Promise<string>;
}

export interface LinkedAccountsDeps {
  db: Database;
  now: () => Date;
  envelope: Sealer;
  providers: OAuthProviders;
  /** Services whose own tokens are taken. */
  foreignIssuers: readonly LinkedProviderName[];
  onRevokeFailure: (error: unknown, provider: LinkedProviderName) => void;
}

const FRESH_MS = 60_000;

export function createLinkedAccountsService(deps: LinkedAccountsDeps): LinkedAccountsService {
  const { db, now, envelope, providers } = deps;
  /** By the id of the linked account: a refresh token may be good once. */
  const refreshing = new Map<string, Promise<string>>();

  return {
    async list(actor) {
      const isTheirs = eq(linkedAccounts.userId, userOf(actor).userId);
      return db.select().from(linkedAccounts).where(isTheirs).orderBy(asc(linkedAccounts.id));
    },

    async unlink(actor, provider) {
      const { userId } = userOf(actor);
      const removed = await db.transaction(async (tx) => {
        await assertStillValid(tx, actor, now());
        // One after the other, or two could each leave the other one as the last way in.
        const isUser = eq(users.id, userId);
        const [user] = await tx.select().from(users).where(isUser).for('update');
        const row = await findByUser(tx, userId, provider);
        if (!user || !row) throw new AppError('not_found', 'No such account is linked.');
        if (user.passwordHash === null && !(await hasAnotherWay(tx, row))) {
          throw new AppError(
            'last_sign_in',
            'You could not sign in any more: set a password first, by “Forgot your password?”.',
          );
        }
        const at = now();
        await endForeignSessions(tx, row.id, at);
        await rememberUnlinked(tx, row, at);
        await tx.delete(linkedAccounts).where(eq(linkedAccounts.id, row.id));
        await recordAudit(tx, {
          ...{ actor, orgId: null, action: 'auth.account_unlinked', metadata: { provider } },
          ...{ entityType: 'user', entityId: userId },
        });
        return row;
      });
      await revoke(removed);
    },

    async getProviderToken(userId, provider) {
      const row = await findByUser(db, userId, provider);
      const tokens = row && unwrapTokens(envelope, row);
      if (!row || !tokens) throw notLinked(provider);
      return isFresh(row) ? tokens.accessToken : refreshOnce(row, provider, tokens);
    },
  };

  async function hasAnotherWay(tx: Transaction, { id, userId, provider }: LinkedAccountRow) {
    const isTheirs = eq(linkedAccounts.userId, userId);
    const rows = await tx.select().from(linkedAccounts).where(isTheirs);
    return !signsIn(provider) || rows.some((row) => row.id !== id && signsIn(row.provider));
  }

  function signsIn(name: LinkedProviderName): boolean {
    return deps.foreignIssuers.includes(name) || (providerOf(name)?.signsIn ?? false);
  }

  function providerOf(name: LinkedProviderName) {
    const { data } = oauthProviderSchema.safeParse(name);
    return data && providers.get(data);
  }

  /** After it is unlinked here: a provider that does not answer keeps nobody linked. */
  async function revoke(row: LinkedAccountRow): Promise<void> {
    const provider = providerOf(row.provider);
    if (!provider?.revoke) return;
    try {
      const tokens = unwrapTokens(envelope, row);
      if (tokens) await provider.revoke(tokens);
    } catch (error) {
      deps.onRevokeFailure(error, row.provider);
    }
  }

  function isFresh({ accessExpiresAt }: LinkedAccountRow): boolean {
    return accessExpiresAt === null || accessExpiresAt.getTime() - now().getTime() > FRESH_MS;
  }

  function refreshOnce(row: LinkedAccountRow, name: OAuthProviderName, tokens: KeptTokens) {
    const underWay = refreshing.get(row.id);
    if (underWay) return underWay;
    const refreshed = refresh(row, name, tokens).finally(() => refreshing.delete(row.id));
    refreshing.set(row.id, refreshed);
    return refreshed;
  }

  async function refresh(
    row: LinkedAccountRow,
    name: OAuthProviderName,
    { refreshToken }: KeptTokens,
  ): Promise<string> {
    const provider = providers.get(name);
    if (!provider || refreshToken === null) throw notLinked(name);
    let fresh: ProviderTokens;
    try {
      fresh = await provider.refresh(refreshToken);
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      if (error.code === 'unreachable') {
        throw new AppError('provider_unreachable', `${provider.label} does not answer right now.`);
      }
      return refreshedMeanwhile(row, name);
    }
    const at = now();
    const isUnchanged = and(
      eq(linkedAccounts.id, row.id),
      eq(linkedAccounts.tokensWrapped, row.tokensWrapped ?? ''),
    );
    const kept = wrapTokens(envelope, row.id, fresh, at);
    const scopes = kept.scopes.length > 0 ? kept.scopes : row.scopes;
    await db
      .update(linkedAccounts)
      .set({ ...kept, scopes, lastUsedAt: at })
      .where(isUnchanged);
    return fresh.accessToken;
  }

  /** Where a refresh token is good once, another request may have been faster. */
  async function refreshedMeanwhile(before: LinkedAccountRow, name: OAuthProviderName) {
    const row = await findByUser(db, before.userId, name);
    const tokens = row && unwrapTokens(envelope, row);
    if (row && tokens && row.tokensWrapped !== before.tokensWrapped && isFresh(row)) {
      return tokens.accessToken;
    }
    throw notLinked(name);
  }
}

/** They are kept, or the same token would begin another one. */
async function endForeignSessions(
  tx: Transaction,
  linkedAccountId: string,
  at: Date,
): Promise<void> {
  const theirs = tx
    .select({ id: foreignSessions.sessionId })
    .from(foreignSessions)
    .where(eq(foreignSessions.linkedAccountId, linkedAccountId));
  await tx
    .update(sessions)
    .set({ revokedAt: at, revokedReason: 'unlinked' })
    .where(and(inArray(sessions.id, theirs), isNull(sessions.revokedAt)));
}

function notLinked(provider: string): AppError {
  return new AppError('provider_not_linked', `Link your ${provider} account (again) to do this.`, {
    provider,
  });
}
