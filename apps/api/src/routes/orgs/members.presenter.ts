import type { Member } from '@promptly/common';

import type { MemberView } from '../../services/orgs/members-service.ts';

export function presentMember({ user, role, joinedAt }: MemberView): Member {
  return {
    userId: user.id,
    email: user.email,
    name: user.name,
    avatarUrl: user.avatarUrl,
    role,
    joinedAt: joinedAt.toISOString(),
  };
}
