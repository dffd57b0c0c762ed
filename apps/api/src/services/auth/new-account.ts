import { AppError, newId } from '@promptly/common';

import type { Config } from '../../config.ts';
import type { Queryable, Transaction } from '../../db/client.ts';
import { LOCKS, lockUntilEnd } from '../../db/locks.ts';
import { users } from '../../db/schema/index.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { insertOrg } from '../orgs/insert-org.ts';
import { assertInvited, isAddressInvited } from '../orgs/invitation-offers.ts';
import type { UserRow } from './auth-service.ts';

type NewUser = Pick<UserRow, 'email' | 'name' | 'passwordHash'> & Partial<UserRow>;

/**
 * The first account may always be made, and becomes the instance's operator. Where accounts are made by invitation, that
 * of an address which is proven to be theirs needs none of its tokens. Throws `signup_closed`, `email_taken`,
 * and what `assertInvited` does where an `invitation` is brought.
 */
export async function insertAccount(
  tx: Transaction,
  values: NewUser,
  { signupMode, invitation, at }: { signupMode: Config['signup']; invitation?: string; at: Date },
): Promise<UserRow> {
  const isFirst = await isFirstAccount(tx);
  const { email, emailVerifiedAt } = values;
  const isOpen = isFirst || signupMode === 'open';
  const isInvited = async () =>
    invitation !== undefined ||
    (emailVerifiedAt != null && (await isAddressInvited(tx, { email, now: at })));
  if (!isOpen && (signupMode === 'closed' || !(await isInvited()))) throw closed(signupMode);
  if (invitation !== undefined) {
    await assertInvited(tx, { email, token: invitation, now: at });
  }
  const [user] = await tx
    .insert(users)
    .values({ id: newId('user'), ...values, isOperator: isFirst, lastLoginAt: at })
    .onConflictDoNothing({ target: users.email })
    .returning();
  if (!user)
    throw new AppError('email_taken', 'An account with this e-mail address exists already.');
  return user;
}

/** Gives a new account its first organization, and tells of both; the last of its transaction. */
export async function completeAccount(
  tx: Transaction,
  actor: UserActor,
  user: UserRow,
  { region, metadata }: { region: Config['region']; metadata?: Record<string, unknown> },
): Promise<void> {
  await insertOrg(tx, actor, { ownerUserId: user.id, name: `${user.name}’s team`, region });
  await recordAudit(tx, {
    ...{ actor, orgId: null, action: 'user.signed_up', entityType: 'user', entityId: user.id },
    metadata,
  });
}

function closed(mode: Config['signup']): AppError {
  const message =
    mode === 'invite'
      ? 'New accounts are made by invitation here: open the link of yours.'
      : 'No new accounts are made here.';
  return new AppError('signup_closed', message);
}

export async function hasNoAccount(db: Queryable): Promise<boolean> {
  return (await db.select({ id: users.id }).from(users).limit(1)).length === 0;
}

async function isFirstAccount(tx: Transaction): Promise<boolean> {
  if (!(await hasNoAccount(tx))) return false;
  await lockUntilEnd(tx, LOCKS.firstAccount());
  return hasNoAccount(tx);
}
