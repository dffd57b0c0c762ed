import type { Org, OrgDetail, Quotas } from '@promptly/common';

import type { OrgDetails, OrgWithRole } from '../../services/orgs/orgs-service.ts';
import type { OrgQuotas } from '../../services/quotas/quotas-service.ts';

export function presentOrg({ org, role }: OrgWithRole): Org {
  return {
    id: org.id,
    name: org.name,
    slug: org.slug,
    plan: org.plan,
    region: org.region,
    role,
    createdAt: org.createdAt.toISOString(),
    deletedAt: org.deletedAt?.toISOString() ?? null,
  };
}

export function presentOrgDetails({ settings, flags, ...own }: OrgDetails): OrgDetail {
  return { ...presentOrg(own), settings, flags };
}

export function presentQuotas({ plan, start, end, quotas, storageRegion }: OrgQuotas): Quotas {
  return {
    plan,
    periodStart: start.toISOString(),
    periodEnd: end.toISOString(),
    quotas,
    storage: { region: storageRegion },
  };
}
