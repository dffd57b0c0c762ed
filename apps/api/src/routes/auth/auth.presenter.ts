import type { Me, Session, User } from '@promptly/common';

import type { SignedIn, UserRow } from '../../services/auth/auth-service.ts';
import type { OrgWithRole } from '../../services/orgs/orgs-service.ts';

export function presentUser(user: UserRow): User {
  return {
    id: user.id,
    email: user.email,
    emailVerified: user.emailVerifiedAt !== null,
    name: user.name,
    avatarUrl: user.avatarUrl,
    createdAt: user.createdAt.toISOString(),
  };
}

export function presentSession(signedIn: SignedIn): Session {
  return {
    user: presentUser(signedIn.user),
    accessToken: signedIn.accessToken,
    refreshToken: signedIn.refreshToken,
    expiresIn: signedIn.expiresInSeconds,
  };
}

export function presentMe(user: UserRow, memberships: OrgWithRole[]): Me {
  return {
    ...presentUser(user),
    orgs: memberships.map(({ org, role }) => ({
      id: org.id,
      name: org.name,
      slug: org.slug,
      role,
    })),
  };
}
