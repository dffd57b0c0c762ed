import type { Org } from '@promptly/common';

import type { OrgWithRole } from '../../services/orgs/orgs-service.ts';

export function presentOrg({ org, role }: OrgWithRole): Org {
  return {
    id: org.id,
    name: org.name,
    slug: org.slug,
    plan: org.plan,
    role,
    createdAt: org.createdAt.toISOString(),
  };
}
