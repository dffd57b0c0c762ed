import type { AccountSession } from '@promptly/common';

import type { SessionRow } from '../../services/auth/open-sessions.ts';

export function presentAccountSession(row: SessionRow, currentId: string): AccountSession {
  const expiresAt = row.idleExpiresAt < row.expiresAt ? row.idleExpiresAt : row.expiresAt;
  return {
    id: row.id,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.refreshedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    ip: row.ip,
    userAgent: row.userAgent,
    current: row.id === currentId,
  };
}
