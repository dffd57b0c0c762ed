import { and, eq, gt, isNull } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable, Transaction } from '../../db/client.ts';
import { invitations, orgs } from '../../db/schema/index.ts';
import { notFound } from '../not-found.ts';
import { hashSecret } from '../random-secret.ts';
import type { InvitationRow } from './invitations-service.ts';

/** What an invitation offers to whoever holds its token. */
export interface InvitationOffer {
  row: InvitationRow;
  orgName: string;
}

/** Throws `not_found` for a token that is none, or was used, and `link_expired`. */
export async function findOffer(
  db: Queryable,
  { orgId, token, now }: { orgId: string; token: string; now: Date },
): Promise<InvitationOffer> {
  const [offer] = await db
    .select({ row: invitations, orgName: orgs.name })
    .from(invitations)
    .innerJoin(orgs, isOfLivingOrg)
    .where(and(eq(invitations.orgId, orgId), isOpenFor(token)));
  if (!offer) throw notFound('invitation');
  if (offer.row.expiresAt <= now) throw expired();
  return offer;
}

/**
 * For whoever makes an account by an invitation, which stays until that is made: it cannot be taken back in between.
 * Throws `link_expired` for one that is not valid (any more), and `forbidden` for that of another address.
 */
export async function assertInvited(
  tx: Transaction,
  { email, token, now }: { email: string; token: string; now: Date },
): Promise<void> {
  const [found] = await tx
    .select({ row: invitations })
    .from(invitations)
    .innerJoin(orgs, isOfLivingOrg)
    .where(isOpenFor(token))
    .for('share', { of: invitations });
  const row = found?.row;
  if (!row || row.expiresAt <= now) throw expired();
  if (row.email === email) return;
  throw new AppError('forbidden', 'This invitation is for another e-mail address.');
}

/**
 * Whether somebody who has proven that an address is theirs was invited by it; the invitation stays until their account
 * is made, too.
 */
export async function isAddressInvited(
  tx: Transaction,
  { email, now }: { email: string; now: Date },
): Promise<boolean> {
  const isOpen = and(isNull(invitations.acceptedAt), gt(invitations.expiresAt, now));
  const found = await tx
    .select({ id: invitations.id })
    .from(invitations)
    .innerJoin(orgs, isOfLivingOrg)
    .where(and(eq(invitations.email, email), isOpen))
    .limit(1)
    .for('share', { of: invitations });
  return found.length > 0;
}

/** One that is being deleted takes nobody in. */
const isOfLivingOrg = and(eq(orgs.id, invitations.orgId), isNull(orgs.deletedAt));

function isOpenFor(token: string) {
  return and(eq(invitations.tokenHash, hashSecret(token)), isNull(invitations.acceptedAt));
}

function expired(): AppError {
  return new AppError(
    'link_expired',
    'The invitation is not valid any more: ask whoever invited you for a new one.',
  );
}
