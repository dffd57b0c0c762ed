import { and, eq, isNotNull, isNull, ne, notExists } from 'drizzle-orm';

import { AppError, LIMITS } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { LOCKS, lockUntilEnd } from '../../db/locks.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';
import { orgMembers, orgs, users } from '../../db/schema/index.ts';
import type { OrgRow } from '../access.ts';

/**
 * Sees to it that an organization stays owned when one of its owners stops being one. Throws `last_owner` where there
 * is no other one, or only such whose accounts are deleted.
 */
export async function passOnFrom(tx: Transaction, org: OrgRow, userId: string): Promise<void> {
  const [next] = await tx
    .select({ userId: orgMembers.userId })
    .from(orgMembers)
    .innerJoin(users, eq(users.id, orgMembers.userId))
    .where(
      and(
        isNull(users.deletedAt),
        eq(orgMembers.orgId, org.id),
        eq(orgMembers.role, 'owner'),
        ne(orgMembers.userId, userId),
      ),
    )
    .orderBy(orgMembers.joinedAt, orgMembers.userId)
    .limit(1);
  if (!next) {
    throw new AppError('last_owner', 'An organization needs an owner: transfer it first.');
  }
  if (org.ownerUserId === userId) await nameOwner(tx, org.id, next.userId);
}

/**
 * Organizations that are in use, but for which nobody is there: each of their owners was deleted or erased, as after a
 * backup was restored. By their age, at most `limit`.
 */
export async function findOwnerless(db: Queryable, limit: number): Promise<string[]> {
  const owners = db
    .select({ userId: orgMembers.userId })
    .from(orgMembers)
    .innerJoin(users, and(eq(users.id, orgMembers.userId), isNull(users.deletedAt)))
    .where(and(eq(orgMembers.orgId, orgs.id), eq(orgMembers.role, 'owner')));
  const rows = await db
    .select({ id: orgs.id })
    .from(orgs)
    .where(and(isNull(orgs.deletedAt), notExists(owners)))
    .orderBy(orgs.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Throws `conflict` for an account that is deleted: nobody would be there. */
export async function refuseLeaving(tx: Transaction, userId: string): Promise<void> {
  const isGone = and(eq(users.id, userId), isNotNull(users.deletedAt));
  if ((await tx.$count(users, isGone)) === 0) return;
  throw new AppError('conflict', 'This account is deleted: choose another owner.');
}

/** Names the owner in its row. For limits it stays its maker's: nobody uses up what another one may make. */
export async function nameOwner(
  tx: Transaction,
  orgId: string,
  ownerUserId: string,
): Promise<void> {
  await tx.update(orgs).set({ ownerUserId }).where(eq(orgs.id, orgId));
}

/**
 * Throws `limit_exceeded` where a user made as many organizations as one may. All count that are there, those among them
 * that the user passed on.
 */
export async function refuseTooManyOrgs(tx: Transaction, userId: string): Promise<void> {
  // One at a time for each user, or two could both take the last place.
  await lockUntilEnd(tx, LOCKS.madeOrgs(userId));
  const actual = await beyondRowRules(tx, (all) => all.$count(orgs, eq(orgs.createdBy, userId)));
  const max = LIMITS.orgsPerOwnerMax;
  if (actual < max) return;
  throw new AppError('limit_exceeded', `A user makes at most ${max} organizations.`, {
    ...{ limit: 'orgsPerOwnerMax', max, actual },
  });
}
