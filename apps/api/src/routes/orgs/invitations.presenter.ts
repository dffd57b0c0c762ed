import type { CreatedInvitation, Invitation } from '@promptly/common';

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
  { row, token }: { row: InvitationRow; token: string },
  origin: string,
): CreatedInvitation {
  const acceptUrl = `${origin}/invitations/${row.orgId}#${token}`;
  return { ...presentInvitation(row), token, acceptUrl };
}
