import { and, eq } from 'drizzle-orm';

import type { Transaction } from '../../db/client.ts';
import { linkedAccounts, orgMembers, webhooks } from '../../db/schema/index.ts';
import { endVouching } from '../orgs/vouching.ts';
import { cancelOpen } from '../webhooks/disable.ts';
import type { UserRow } from './auth-service.ts';
import { endSessionsOf } from './open-sessions.ts';

const NOTHING_GIVEN_OUT = { apiKeysRevoked: 0, invitationsRevoked: 0, webhooksSwitchedOff: 0 };

/**
 * Ends what somebody else may have put into an account that its owner gets back by mail: sessions and linked accounts
 * and, where nobody had verified the address, what it gave out in the organizations that it owns. Returns how much of
 * it there was, for the audit log.
 */
export async function endOtherWaysIn(
  tx: Transaction,
  { id: userId, emailVerifiedAt }: Pick<UserRow, 'id' | 'emailVerifiedAt'>,
  at: Date,
) {
  const endedSessions = await endSessionsOf(tx, userId, { reason: 'password_reset', at });
  const isTheirs = eq(linkedAccounts.userId, userId);
  const unlinked = (await tx.delete(linkedAccounts).where(isTheirs)).rowCount ?? 0;
  const counts = { endedSessions, unlinked, ...NOTHING_GIVEN_OUT };
  if (emailVerifiedAt !== null) return counts;
  const owned = await tx
    .select({ orgId: orgMembers.orgId })
    .from(orgMembers)
    .where(and(eq(orgMembers.userId, userId), eq(orgMembers.role, 'owner')));
  for (const { orgId } of owned) {
    const ended = await endVouching(tx, { orgId, userId, at });
    counts.apiKeysRevoked += ended.apiKeysRevoked;
    counts.invitationsRevoked += ended.invitationsRevoked;
    counts.webhooksSwitchedOff += await switchOffWebhooks(tx, orgId, userId);
  }
  return counts;
}

/** Unlike those of an admin who leaves, nobody of the organization counts on them. */
async function switchOffWebhooks(tx: Transaction, orgId: string, userId: string): Promise<number> {
  const theirs = await tx
    .select({ id: webhooks.id })
    .from(webhooks)
    .where(
      and(eq(webhooks.orgId, orgId), eq(webhooks.createdBy, userId), eq(webhooks.active, true)),
    )
    .orderBy(webhooks.id)
    .for('no key update');
  for (const { id } of theirs) {
    await tx.update(webhooks).set({ active: false }).where(eq(webhooks.id, id));
    await cancelOpen(tx, id);
  }
  return theirs.length;
}
