import { and, eq, isNull } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { apiKeys, invitations, webhooks } from '../../db/schema/index.ts';

/**
 * Ends what an admin gave out who is none any more: a copy that they kept would let them in again. Webhooks are the
 * organization's and stay, since others build on them. Returns how much of it there was, for the audit log.
 */
export async function endVouching(
  tx: Transaction,
  { orgId, userId, at }: { orgId: string; userId: string; at: Date },
): Promise<{ apiKeysRevoked: number; invitationsRevoked: number; webhooksKept: number }> {
  const isTheirs = and(
    eq(apiKeys.orgId, orgId),
    eq(apiKeys.createdBy, userId),
    isNull(apiKeys.revokedAt),
  );
  const revoked = await tx.update(apiKeys).set({ revokedAt: at }).where(isTheirs);
  const dropped = await tx
    .delete(invitations)
    .where(
      and(
        eq(invitations.orgId, orgId),
        eq(invitations.invitedBy, userId),
        isNull(invitations.acceptedAt),
      ),
    );
  return {
    apiKeysRevoked: revoked.rowCount ?? 0,
    invitationsRevoked: dropped.rowCount ?? 0,
    webhooksKept: await tx.$count(
      webhooks,
      and(eq(webhooks.orgId, orgId), eq(webhooks.createdBy, userId), eq(webhooks.active, true)),
    ),
  };
}
