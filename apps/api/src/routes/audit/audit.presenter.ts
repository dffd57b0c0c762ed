import type { AuditEntry } from '@promptly/common';

import type { AuditView } from '../../services/audit-log/find-entries.ts';

export function presentAuditEntry({ row, userEmail }: AuditView): AuditEntry {
  const { apiKeyId, ...metadata } = row.metadataJson;
  return {
    id: row.id,
    seq: row.seq,
    action: row.action,
    entityType: row.entityType,
    entityId: row.entityId,
    userId: row.userId,
    userEmail,
    apiKeyId: typeof apiKeyId === 'string' ? apiKeyId : null,
    metadata,
    requestId: row.requestId,
    ip: row.ip,
    createdAt: row.createdAt.toISOString(),
    hash: row.hash,
  };
}
