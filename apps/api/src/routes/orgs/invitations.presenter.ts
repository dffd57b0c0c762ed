import type { CreatedInvitation, Invitation, InvitationOffer } from '@promptly/common';

import type * as offers from '../../services/orgs/invitation-offers.ts';
import type { InvitationRow } from '../../services/orgs/invitations-service.ts';

export function presentInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    orgId: row.orgId,
    email: row.email,
    role: row.role,
    invitedBy: row.invitedBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

/** `origin` is that of the studio. */
export function presentCreatedInvitation(
  { row, token, mailed }: { row: InvitationRow; token: string; mailed: boolean },
  origin: string,
): CreatedInvitation {
  const acceptUrl = `${origin}/invitations/${row.orgId}#token=${token}`;
  return { ...presentInvitation(row), token, acceptUrl, mailed };
}

export function presentOffer({ row, orgName }: offers.InvitationOffer): InvitationOffer {
  const { orgId, email, role, expiresAt } = row;
  return { orgId, orgName, email, role, expiresAt: expiresAt.toISOString() };
}
