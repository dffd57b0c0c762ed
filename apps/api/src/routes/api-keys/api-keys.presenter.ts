import type { ApiKey } from '@promptly/common';

import type { ApiKeyRow } from '../../services/orgs/org-keys-service.ts';

export function presentApiKey(row: ApiKeyRow): ApiKey {
  return {
    id: row.id,
    orgId: row.orgId,
    name: row.name,
    scopes: row.scopes,
    lastFour: row.lastFour,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
