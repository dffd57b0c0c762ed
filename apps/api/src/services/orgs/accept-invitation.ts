import { and, eq, isNull } from 'drizzle-orm';

import { AppError } from '@promptly/common';

import type { Queryable } from '../../db/client.ts';
import { beyondRowRules } from '../../db/row-security/beyond.ts';
import { invitations, orgMembers, orgs, users } from '../../db/schema/index.ts';
import type { UserActor } from '../actor.ts';
import { recordAudit } from '../audit.ts';
import { assertStillValid } from '../credentials.ts';
import { notFound } from '../not-found.ts';
import type { QuotaRules } from '../quotas/quota-rules.ts';
import { hashSecret } from '../random-secret.ts';
import { oneByOne, type PeopleDeps } from './change-people.ts';
import type { InvitationRow } from './invitations-service.ts';
import { findMember, type MemberView } from './members-service.ts';

/** See `InvitationsService.accept`. */
export async function acceptInvitation(
  deps: PeopleDeps & { quotas: Pick<QuotaRules, 'admit'> },
  actor: UserActor,
  orgId: string,
  token: string,
): Promise<MemberView> {
  // Whoever has no right to it is refused before they wait.
  await beyondRowRules(deps.db, (tx) => findFor(tx, actor, orgId, token));
  return oneByOne(deps, orgId, async (tx) => {
    await assertStillValid(tx, actor, deps.now());
    const invitation = await findFor(tx, actor, orgId, token);
    const isMember = await belongsTo(tx, orgId, actor.userId);
    if (invitation.acceptedAt && !isMember) throw notFound('invitation');
    if (invitation.acceptedAt) return findMember(tx, orgId, actor.userId);
    if (isMember) throw new AppError('already_member', 'You belong to the organization already.');
    const at = deps.now();
    if (invitation.expiresAt <= at) {
      throw new AppError('link_expired', 'The invitation has expired: ask for a new one.');
    }
    await deps.quotas.admit(tx, { orgId }, ['members']);
    const { role, createdAt: invitedAt } = invitation;
    await tx
      .insert(orgMembers)
      .values({ orgId, userId: actor.userId, role, invitedAt, joinedAt: at });
    await tx.update(invitations).set({ acceptedAt: at }).where(eq(invitations.id, invitation.id));
    const member = await findMember(tx, orgId, actor.userId);
    await recordAudit(tx, {
      ...{ actor, orgId, action: 'member.joined', entityType: 'member', entityId: actor.userId },
      metadata: { role, invitationId: invitation.id, invitedBy: invitation.invitedBy },
    });
    return member;
  });
}

/** The invitation of a token, which must be for the actor's own address. */
async function findFor(
  db: Queryable,
  { userId }: UserActor,
  orgId: string,
  token: string,
): Promise<InvitationRow> {
  const isIt = and(eq(invitations.orgId, orgId), eq(invitations.tokenHash, hashSecret(token)));
  const [found] = await db
    .select({ invitation: invitations })
    .from(invitations)
    .innerJoin(orgs, and(eq(orgs.id, invitations.orgId), isNull(orgs.deletedAt)))
    .where(isIt);
  const invitation = found?.invitation;
  if (!invitation) throw notFound('invitation');
  const [user] = await db.select({ email: users.email }).from(users).where(eq(users.id, userId));
  if (user?.email !== invitation.email) {
    throw new AppError('forbidden', 'This invitation is for another e-mail address than yours.');
  }
  return invitation;
}

async function belongsTo(db: Queryable, orgId: string, userId: string): Promise<boolean> {
  const isTheirs = and(eq(orgMembers.orgId, orgId), eq(orgMembers.userId, userId));
  return (await db.$count(orgMembers, isTheirs)) > 0;
}
